/** Catppuccin Mocha. Values of `catppuccin/palette`. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `catppuccin-mocha`. */
export const catppuccinMocha: ThemeSource = {
  name: "catppuccin-mocha",
  palette: {
    text: "#cdd6f4",
    subtext1: "#bac2de",
    subtext0: "#a6adc8",
    overlay1: "#7f849c",
    overlay0: "#6c7086",
    surface2: "#585b70",
    surface1: "#45475a",
    surface0: "#313244",
    base: "#1e1e2e",
    mantle: "#181825",
    crust: "#11111b",
    lavender: "#b4befe",
    blue: "#89b4fa",
    sky: "#89dceb",
    teal: "#94e2d5",
    green: "#a6e3a1",
    yellow: "#f9e2af",
    peach: "#fab387",
    red: "#f38ba8",
    pink: "#f5c2e7",
    mauve: "#cba6f7"
  }
}
