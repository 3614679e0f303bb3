/** Dracula. Values of the specification at `dracula/spec`: standard, terminal and background colours. It has no blue of its own. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `dracula`. */
export const dracula: ThemeSource = {
  name: "dracula",
  palette: {
    text: "#f8f8f2",
    overlay0: "#6272a4",
    surface2: "#6272a4",
    surface1: "#44475a",
    surface0: "#343746",
    base: "#282a36",
    mantle: "#21222c",
    crust: "#191a21",
    lavender: "#bd93f9",
    blue: "#bd93f9",
    sky: "#8be9fd",
    teal: "#69ff94",
    green: "#50fa7b",
    yellow: "#f1fa8c",
    peach: "#ffb86c",
    red: "#ff5555",
    pink: "#ff79c6",
    mauve: "#d6acff"
  },
  status: { done: "green", interrupted: "pink" }
}
