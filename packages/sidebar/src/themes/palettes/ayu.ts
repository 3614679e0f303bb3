/** Ayu, dark. Values of `ayu-theme/ayu-colors`, its third generation: syntax colours, and the foreground of its panels. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `ayu`. */
export const ayu: ThemeSource = {
  name: "ayu",
  palette: {
    text: "#bfbdb6",
    overlay0: "#565b66",
    base: "#0d1017",
    mantle: "#0b0e14",
    lavender: "#d2a6ff",
    blue: "#59c2ff",
    sky: "#39bae6",
    teal: "#95e6cb",
    green: "#aad94c",
    yellow: "#ffb454",
    peach: "#ff8f40",
    red: "#d95757",
    pink: "#f07178",
    mauve: "#d2a6ff"
  },
  status: { done: "green" }
}
