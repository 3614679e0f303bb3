/**
 * Aura, dark. Values of `daltonmenezes/aura-theme`: its main palette, the white of the soft one, and the grounds of its editor
 * themes. It has one orange and one blue; peach and sky stand between those and their neighbours.
 */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `aura`. */
export const aura: ThemeSource = {
  name: "aura",
  palette: {
    text: "#edecee",
    subtext1: "#cdccce",
    subtext0: "#bdbdbd",
    overlay0: "#6d6d6d",
    surface1: "#3d375e",
    surface0: "#29263c",
    base: "#15141b",
    mantle: "#110f18",
    lavender: "#a277ff",
    blue: "#82e2ff",
    sky: "#72f1e5",
    teal: "#61ffca",
    green: "#61ffca",
    yellow: "#ffca85",
    peach: "#ff9876",
    red: "#ff6767",
    pink: "#f694ff",
    mauve: "#a277ff"
  }
}
