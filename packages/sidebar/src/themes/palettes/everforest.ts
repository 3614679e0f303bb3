/** Everforest, dark, of medium contrast. Values of `sainnhe/everforest`, `palette.md`. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `everforest`. */
export const everforest: ThemeSource = {
  name: "everforest",
  palette: {
    text: "#d3c6aa",
    subtext0: "#9da9a0",
    overlay1: "#859289",
    overlay0: "#7a8478",
    surface2: "#4f585e",
    surface1: "#3d484d",
    surface0: "#343f44",
    base: "#2d353b",
    mantle: "#232a2e",
    crust: "#1e2326",
    lavender: "#7fbbb3",
    blue: "#7fbbb3",
    sky: "#83c092",
    teal: "#83c092",
    green: "#a7c080",
    yellow: "#dbbc7f",
    peach: "#e69875",
    red: "#e67e80",
    pink: "#d699b6",
    mauve: "#d699b6"
  },
  status: { done: "green" }
}
