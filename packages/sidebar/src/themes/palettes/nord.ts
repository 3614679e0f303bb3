/** Nord. Values of `nordtheme/nord`: polar night, snow storm, frost and aurora; nord3 as its ports brighten it for comments. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `nord`. */
export const nord: ThemeSource = {
  name: "nord",
  palette: {
    text: "#eceff4",
    subtext1: "#e5e9f0",
    subtext0: "#d8dee9",
    overlay0: "#616e88",
    surface2: "#4c566a",
    surface1: "#434c5e",
    surface0: "#3b4252",
    base: "#2e3440",
    lavender: "#88c0d0",
    blue: "#81a1c1",
    sky: "#88c0d0",
    teal: "#8fbcbb",
    green: "#a3be8c",
    yellow: "#ebcb8b",
    peach: "#d08770",
    red: "#bf616a",
    pink: "#b48ead",
    mauve: "#b48ead"
  }
}
