/** Material Theme, the default variant. Values of `material-theme/vsc-material-theme` and its colour reference. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `material`. */
export const material: ThemeSource = {
  name: "material",
  palette: {
    text: "#eeffff",
    subtext1: "#b0bec5",
    overlay1: "#607d8b",
    overlay0: "#546e7a",
    surface2: "#546e7a",
    surface1: "#425b67",
    surface0: "#314549",
    base: "#263238",
    mantle: "#1e272c",
    lavender: "#82aaff",
    blue: "#82aaff",
    sky: "#89ddff",
    teal: "#80cbc4",
    green: "#c3e88d",
    yellow: "#ffcb6b",
    peach: "#f78c6c",
    red: "#ff5370",
    pink: "#ff9cac",
    mauve: "#c792ea"
  }
}
