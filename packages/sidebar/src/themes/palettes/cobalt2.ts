/** Cobalt2. Values of `wesbos/cobalt2-vscode`, `theme/cobalt2.json`. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `cobalt2`. */
export const cobalt2: ThemeSource = {
  name: "cobalt2",
  palette: {
    text: "#ffffff",
    subtext1: "#e1efff",
    overlay1: "#aaaaaa",
    surface0: "#1f4662",
    base: "#193549",
    mantle: "#15232d",
    lavender: "#9effff",
    blue: "#0088ff",
    sky: "#9effff",
    teal: "#80ffbb",
    green: "#3ad900",
    yellow: "#ffc600",
    peach: "#ff9d00",
    red: "#ff628c",
    pink: "#fb94ff",
    mauve: "#fb94ff"
  },
  status: { done: "green" }
}
