/** How a theme is named or described in the configuration. */
import { AgentStatus } from "./Agent.ts"
import { Schema } from "effect"

/** The colours that a theme is made of. */
export const PaletteToken = Schema.Literals([
  "text",
  "subtext1",
  "subtext0",
  "overlay1",
  "overlay0",
  "surface2",
  "surface1",
  "surface0",
  "base",
  "mantle",
  "crust",
  "lavender",
  "blue",
  "sky",
  "teal",
  "green",
  "yellow",
  "peach",
  "red",
  "pink",
  "mauve"
])
export type PaletteToken = typeof PaletteToken.Type

/** A colour of its own, or none. */
export const Colour = Schema.String.check(
  Schema.isPattern(/^(#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}|transparent)$/u, {
    expected: 'a colour such as "#89b4fa", or "transparent"'
  })
)

const everyOne = <K extends string, S extends Schema.Constraint>(keys: ReadonlyArray<K>, value: S) =>
  Schema.Struct(
    Object.fromEntries(keys.map((key) => [key, Schema.optionalKey(value)])) as Record<K, Schema.optionalKey<S>>
  )

/** A theme that changes another one. */
export const InlineTheme = Schema.Struct({
  extends: Schema.optionalKey(Schema.NonEmptyString.annotate({ description: "The theme that this one starts from." })),
  palette: Schema.optionalKey(everyOne(PaletteToken.literals, Colour)),
  status: Schema.optionalKey(
    everyOne(AgentStatus.literals, Schema.Union([PaletteToken, Colour])).annotate({
      description: "The colour of each status: a palette token or a colour."
    })
  ),
  icons: Schema.optionalKey(
    everyOne(AgentStatus.literals, Schema.NonEmptyString).annotate({ description: "The sign of each status." })
  )
})
export type InlineTheme = typeof InlineTheme.Type

/** The name of a theme, or an inline one. */
export const ThemeChoice = Schema.Union([Schema.NonEmptyString, InlineTheme])
export type ThemeChoice = typeof ThemeChoice.Type
