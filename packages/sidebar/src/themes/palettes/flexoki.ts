/** Flexoki, dark. Values of `kepano/flexoki`, `css/flexoki.css`: base tones and the 400 accents, with two of the 300 ones. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `flexoki`. */
export const flexoki: ThemeSource = {
  name: "flexoki",
  palette: {
    text: "#cecdc3",
    subtext1: "#b7b5ac",
    subtext0: "#9f9d96",
    overlay1: "#878580",
    overlay0: "#6f6e69",
    surface2: "#403e3c",
    surface1: "#343331",
    surface0: "#282726",
    base: "#100f0f",
    mantle: "#100f0f",
    crust: "#100f0f",
    lavender: "#a699d0",
    blue: "#4385be",
    sky: "#5abdac",
    teal: "#3aa99f",
    green: "#879a39",
    yellow: "#d0a215",
    peach: "#da702c",
    red: "#d14d41",
    pink: "#ce5d97",
    mauve: "#8b7ec8"
  }
}
