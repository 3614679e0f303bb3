/** A theme as its data file gives it: the palette's own values, as many as it has. `themeFrom` completes it. */
import type { Colour, Palette, StatusColours } from "./Theme.ts"

/** Accents and the two ends of the grey ladder; the steps between are made where the palette has none. */
export type PaletteSource = Pick<Palette, "text" | "base" | Accent> & Partial<Palette>

/** Colours that no other can stand in for. */
export type Accent = "lavender" | "blue" | "sky" | "teal" | "green" | "yellow" | "peach" | "red" | "pink" | "mauve"

/** `status` names a token or a colour, where the usual one does not suit the palette. */
export interface ThemeSource {
  readonly name: string
  readonly palette: PaletteSource
  readonly status?: Partial<Readonly<Record<keyof StatusColours, keyof Palette | Colour>>>
}
