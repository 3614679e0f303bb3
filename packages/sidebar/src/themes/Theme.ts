/** The colours of the sidebar as tokens; every theme is one record of them. */
import { Schema } from "effect"

/** `#rrggbb`, one of the terminal's 16, the terminal's own foreground or background, its foreground dimmed, or none. */
export const Colour = Schema.String.check(
  Schema.isPattern(/^(#[0-9a-f]{6}|ansi:([0-9]|1[0-5])|default|dim|transparent)$/u)
)
export type Colour = typeof Colour.Type

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

/** Signs by status, where a theme has its own. Each is one column wide. */
export const Icons = Schema.Record(Schema.String, Schema.String)
export type Icons = typeof Icons.Type

/** A theme: its colours by place and by meaning. */
export const Theme = Schema.Struct({ name: Schema.String, palette: Palette, status: StatusColours, icons: Icons })
export type Theme = typeof Theme.Type

/** What a span may be coloured with. */
export type Token = keyof Palette | `status.${keyof StatusColours}`

/** The token that most themes want for each status. */
export const statusTokens = {
  waiting: "yellow",
  error: "red",
  stale: "peach",
  interrupted: "mauve",
  done: "teal",
  running: "blue",
  tool: "sky",
  idle: "overlay0"
} as const satisfies Record<keyof StatusColours, keyof Palette>

/** The meanings in those colours. */
export const statusFromPalette = (palette: Palette): StatusColours =>
  Object.fromEntries(Object.entries(statusTokens).map(([status, token]) => [status, palette[token]])) as StatusColours

/** A token's colour, `#rrggbb`. */
export const colourOf = (theme: Theme, token: Token): string =>
  token.startsWith("status.")
    ? theme.status[token.slice("status.".length) as keyof StatusColours]
    : theme.palette[token as keyof Palette]
