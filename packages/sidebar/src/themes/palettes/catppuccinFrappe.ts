/** Catppuccin Frappé. Values of `catppuccin/palette`. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `catppuccin-frappe`. */
export const catppuccinFrappe: ThemeSource = {
  name: "catppuccin-frappe",
  palette: {
    text: "#c6d0f5",
    subtext1: "#b5bfe2",
    subtext0: "#a5adce",
    overlay1: "#838ba7",
    overlay0: "#737994",
    surface2: "#626880",
    surface1: "#51576d",
    surface0: "#414559",
    base: "#303446",
    mantle: "#292c3c",
    crust: "#232634",
    lavender: "#babbf1",
    blue: "#8caaee",
    sky: "#99d1db",
    teal: "#81c8be",
    green: "#a6d189",
    yellow: "#e5c890",
    peach: "#ef9f76",
    red: "#e78284",
    pink: "#f4b8e4",
    mauve: "#ca9ee6"
  }
}
