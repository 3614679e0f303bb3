/**
 * Gruvbox, dark, of medium contrast. Values of `morhetz/gruvbox`: the bright accents, and two neutral ones where a hue is
 * wanted twice.
 */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `gruvbox-dark`. */
export const gruvboxDark: ThemeSource = {
  name: "gruvbox-dark",
  palette: {
    text: "#ebdbb2",
    subtext1: "#d5c4a1",
    subtext0: "#bdae93",
    overlay1: "#a89984",
    overlay0: "#928374",
    surface2: "#665c54",
    surface1: "#504945",
    surface0: "#3c3836",
    base: "#282828",
    mantle: "#1d2021",
    crust: "#1d2021",
    lavender: "#83a598",
    blue: "#83a598",
    sky: "#689d6a",
    teal: "#8ec07c",
    green: "#b8bb26",
    yellow: "#fabd2f",
    peach: "#fe8019",
    red: "#fb4934",
    pink: "#d3869b",
    mauve: "#d3869b"
  }
}
