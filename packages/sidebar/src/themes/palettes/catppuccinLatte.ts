/** Catppuccin Latte, the light one of the four. Values of `catppuccin/palette`. */
import type { ThemeSource } from "../ThemeSource.ts"

/** The theme `catppuccin-latte`. */
export const catppuccinLatte: ThemeSource = {
  name: "catppuccin-latte",
  palette: {
    text: "#4c4f69",
    subtext1: "#5c5f77",
    subtext0: "#6c6f85",
    overlay1: "#8c8fa1",
    overlay0: "#9ca0b0",
    surface2: "#acb0be",
    surface1: "#bcc0cc",
    surface0: "#ccd0da",
    base: "#eff1f5",
    mantle: "#e6e9ef",
    crust: "#dce0e8",
    lavender: "#7287fd",
    blue: "#1e66f5",
    sky: "#04a5e5",
    teal: "#179299",
    green: "#40a02b",
    yellow: "#df8e1d",
    peach: "#fe640b",
    red: "#d20f39",
    pink: "#ea76cb",
    mauve: "#8839ef"
  },
  // Its yellow becomes brown before it can be read on white.
  status: { waiting: "peach", stale: "yellow" }
}
