/** Kanagawa, the variant `wave`. Values of `rebelot/kanagawa.nvim`, `lua/kanagawa/colors.lua`. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `kanagawa`. */
export const kanagawa: ThemeSource = {
  name: "kanagawa",
  palette: {
    text: "#dcd7ba",
    subtext1: "#c8c093",
    overlay0: "#727169",
    surface2: "#54546d",
    surface1: "#363646",
    surface0: "#2a2a37",
    base: "#1f1f28",
    mantle: "#1a1a22",
    crust: "#16161d",
    lavender: "#9cabca",
    blue: "#7e9cd8",
    sky: "#7fb4ca",
    teal: "#7aa89f",
    green: "#98bb6c",
    yellow: "#e6c384",
    peach: "#ffa066",
    red: "#ff5d62",
    pink: "#d27e99",
    mauve: "#957fb8"
  },
  status: { done: "green" }
}
