/**
 * The terminal's own colours: whatever a person chose for them is what they see, dark or light. Text is the terminal's
 * foreground, and what recedes is the same, dimmed: white and grey of the 16 vanish on one background or the other. Of the
 * hues the plain ones are taken, which palettes choose to be read; the bright ones glare on white, or are greys.
 */
import { type Palette, statusFromPalette, type Theme } from "../Theme.ts"

const palette: Palette = {
  text: "default",
  subtext1: "default",
  subtext0: "default",
  overlay1: "dim",
  overlay0: "dim",
  surface2: "dim",
  surface1: "dim",
  // No colour of the 16 lies between text and background of every terminal.
  surface0: "transparent",
  base: "default",
  mantle: "default",
  crust: "default",
  lavender: "ansi:12",
  blue: "ansi:12",
  sky: "ansi:6",
  teal: "ansi:6",
  green: "ansi:2",
  yellow: "ansi:3",
  peach: "ansi:3",
  red: "ansi:1",
  pink: "ansi:5",
  mauve: "ansi:5"
}

const of16 = (palette: Palette): Theme => ({ name: "terminal", palette, status: statusFromPalette(palette), icons: {} })

/** The theme `terminal`. */
export const terminal: Theme = of16(palette)

/** The same for a terminal of 8 colours, which has no bright ones. */
export const terminalOf8: Theme = of16({ ...palette, lavender: "ansi:4", blue: "ansi:4" })
