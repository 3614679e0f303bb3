/** One Dark. Values of `atom/one-dark-syntax`, `styles/colors.less`, and the grounds of Atom's user interface. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `one-dark`. */
export const oneDark: ThemeSource = {
  name: "one-dark",
  palette: {
    text: "#abb2bf",
    overlay1: "#828997",
    overlay0: "#5c6370",
    surface2: "#4b5263",
    surface1: "#3e4451",
    surface0: "#2c313c",
    base: "#282c34",
    mantle: "#21252b",
    lavender: "#528bff",
    blue: "#61afef",
    sky: "#56b6c2",
    teal: "#56b6c2",
    green: "#98c379",
    yellow: "#e5c07b",
    peach: "#d19a66",
    red: "#e06c75",
    pink: "#c678dd",
    mauve: "#c678dd"
  },
  status: { done: "green" }
}
