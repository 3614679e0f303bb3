/** Tokyo Night, the variant `night`. Values of `folke/tokyonight.nvim`, `lua/tokyonight/colors`. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `tokyo-night`. */
export const tokyoNight: ThemeSource = {
  name: "tokyo-night",
  palette: {
    text: "#c0caf5",
    subtext1: "#a9b1d6",
    subtext0: "#9aa5ce",
    overlay1: "#737aa2",
    overlay0: "#565f89",
    surface2: "#414868",
    surface1: "#3b4261",
    surface0: "#292e42",
    base: "#1a1b26",
    mantle: "#16161e",
    crust: "#0c0e14",
    lavender: "#89ddff",
    blue: "#7aa2f7",
    sky: "#7dcfff",
    teal: "#73daca",
    green: "#9ece6a",
    yellow: "#e0af68",
    peach: "#ff9e64",
    red: "#f7768e",
    pink: "#ff007c",
    mauve: "#bb9af7"
  }
}
