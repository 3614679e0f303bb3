/** GitHub's dark theme. Values of `primer/primitives`: the grey and colour scales that its editor theme is made of. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `github-dark`. */
export const githubDark: ThemeSource = {
  name: "github-dark",
  palette: {
    text: "#e6edf3",
    subtext1: "#c9d1d9",
    subtext0: "#b1bac4",
    overlay1: "#8b949e",
    overlay0: "#6e7681",
    surface2: "#484f58",
    surface1: "#30363d",
    surface0: "#21262d",
    base: "#0d1117",
    mantle: "#010409",
    crust: "#010409",
    lavender: "#a5d6ff",
    blue: "#58a6ff",
    sky: "#79c0ff",
    teal: "#39c5cf",
    green: "#3fb950",
    yellow: "#e3b341",
    peach: "#f0883e",
    red: "#f85149",
    pink: "#f778ba",
    mauve: "#bc8cff"
  },
  status: { done: "green" }
}
