/** Catppuccin Macchiato. Values of `catppuccin/palette`. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `catppuccin-macchiato`. */
export const catppuccinMacchiato: ThemeSource = {
  name: "catppuccin-macchiato",
  palette: {
    text: "#cad3f5",
    subtext1: "#b8c0e0",
    subtext0: "#a5adcb",
    overlay1: "#8087a2",
    overlay0: "#6e738d",
    surface2: "#5b6078",
    surface1: "#494d64",
    surface0: "#363a4f",
    base: "#24273a",
    mantle: "#1e2030",
    crust: "#181926",
    lavender: "#b7bdf8",
    blue: "#8aadf4",
    sky: "#91d7e3",
    teal: "#8bd5ca",
    green: "#a6da95",
    yellow: "#eed49f",
    peach: "#f5a97f",
    red: "#ed8796",
    pink: "#f5bde6",
    mauve: "#c6a0f6"
  }
}
