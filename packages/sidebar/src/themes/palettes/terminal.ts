/** The terminal's own 16 colours: whatever a person chose for them is what they see. Also for clients that have no more. */
import { type Palette, statusFromPalette, type Theme } from "../Theme.ts"

const palette: Palette = {
  text: "default",
  subtext1: "default",
  subtext0: "ansi:7",
  overlay1: "ansi:7",
  overlay0: "ansi:8",
  surface2: "ansi:8",
  surface1: "ansi:8",
  // No colour of the 16 lies between text and background of every terminal, dark or light.
  surface0: "transparent",
  base: "default",
  mantle: "default",
  crust: "default",
  lavender: "ansi:12",
  blue: "ansi:4",
  sky: "ansi:14",
  teal: "ansi:6",
  green: "ansi:2",
  yellow: "ansi:11",
  peach: "ansi:3",
  red: "ansi:9",
  pink: "ansi:13",
  mauve: "ansi:5"
}

const of16 = (palette: Palette): Theme => ({ name: "terminal", palette, status: statusFromPalette(palette), icons: {} })

/** The theme `terminal`. */
export const terminal: Theme = of16(palette)

/** The same for a terminal of 8 colours, on which tmux makes the 9th, a grey, black. */
export const terminalOf8: Theme = of16({
  ...palette,
  overlay0: "ansi:7",
  surface2: "ansi:4",
  surface1: "ansi:4"
})
