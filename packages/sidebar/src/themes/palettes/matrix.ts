/** Green on black as in the film, with just enough other hues for what needs a person. There is no official palette. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `matrix`. */
export const matrix: ThemeSource = {
  name: "matrix",
  palette: {
    text: "#00ff41",
    base: "#0d0208",
    lavender: "#7dffa0",
    blue: "#00b36b",
    sky: "#00c896",
    teal: "#5cff9d",
    green: "#00ff41",
    yellow: "#e8ff5a",
    peach: "#ffb347",
    red: "#ff5c5c",
    pink: "#ff8ad8",
    mauve: "#c78bff"
  }
}
