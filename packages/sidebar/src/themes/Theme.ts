/** The colours of the sidebar as tokens; every theme is one record of them. */
import { Schema } from "effect"

const Colour = Schema.String.check(Schema.isPattern(/^#[0-9a-f]{6}$/))

/** Colours by place in the theme, as in `config.json`. */
export const Palette = Schema.Struct({
  text: Colour,
  subtext1: Colour,
  subtext0: Colour,
  overlay1: Colour,
  overlay0: Colour,
  surface2: Colour,
  surface1: Colour,
  surface0: Colour,
  base: Colour,
  mantle: Colour,
  crust: Colour,
  lavender: Colour,
  blue: Colour,
  sky: Colour,
  teal: Colour,
  green: Colour,
  yellow: Colour,
  peach: Colour,
  red: Colour,
  pink: Colour,
  mauve: Colour
})
export type Palette = typeof Palette.Type

/** Colours by meaning. */
export const StatusColours = Schema.Struct({
  waiting: Colour,
  error: Colour,
  stale: Colour,
  interrupted: Colour,
  done: Colour,
  running: Colour,
  tool: Colour,
  idle: Colour
})
export type StatusColours = typeof StatusColours.Type

/** A theme: its colours by place and by meaning. */
export const Theme = Schema.Struct({ name: Schema.String, palette: Palette, status: StatusColours })
export type Theme = typeof Theme.Type

/** What a span may be coloured with. */
export type Token = keyof Palette | `status.${keyof StatusColours}`

/** The meanings in the colours that most themes want for them. */
export const statusFromPalette = (palette: Palette): StatusColours => ({
  waiting: palette.yellow,
  error: palette.red,
  stale: palette.peach,
  interrupted: palette.mauve,
  done: palette.teal,
  running: palette.blue,
  tool: palette.sky,
  idle: palette.overlay0
})

/** A token's colour, `#rrggbb`. */
export const colourOf = (theme: Theme, token: Token): string =>
  token.startsWith("status.")
    ? theme.status[token.slice("status.".length) as keyof StatusColours]
    : theme.palette[token as keyof Palette]
