/** The theme that `config.json` describes: a name, or changes to another theme. */
import type { InlineTheme, ThemeChoice } from "@opensessions/protocol/ThemeChoice"
import { plainText } from "../view/plainText.ts"
import { textWidth } from "../view/textWidth.ts"
import { type Icons, type Palette, type StatusColours, statusTokens, type Theme } from "./Theme.ts"
import { defaultTheme, themeNamed } from "./themeNamed.ts"

/** What the state calls a theme that is described in place. */
export const customThemeName = "custom"

/** Themes that are described, by name. */
export type DescribedThemes = Readonly<Record<string, InlineTheme>>

/** So many that are described are kept as they are drawn; a frame is laid out with the same object as the one before. */
const kept = 32

const drawn = new Map<string, Theme>()

/** The chosen theme, by the names of `described` before those that ship. An unknown name is the default one. */
export const themeOfChoice = (choice: ThemeChoice, described: DescribedThemes = {}): Theme => {
  const inline = typeof choice !== "string" ? choice : Object.hasOwn(described, choice) ? described[choice]! : null
  if (inline === null) return themeNamed(choice as string)
  const name = typeof choice === "string" ? choice : customThemeName
  const base = inline.extends === undefined || inline.extends === name ? undefined : described[inline.extends]
  const key = JSON.stringify([name, inline, base])
  const before = drawn.get(key)
  if (before !== undefined) return before
  const theme = changed(name, inline, base)
  drawn.set(key, theme)
  for (const old of [...drawn.keys()].slice(0, -kept)) drawn.delete(old)
  return theme
}

/** Of one that is described on another one that is, that one starts from a theme that ships. */
const changed = (name: string, inline: InlineTheme, described: InlineTheme | undefined): Theme => {
  const base =
    described !== undefined && inline.extends !== undefined
      ? changed(inline.extends, described, undefined)
      : inline.extends === undefined
        ? defaultTheme
        : themeNamed(inline.extends)
  const palette = { ...base.palette, ...mapped(inline.palette ?? {}, fullHex) } as Palette
  return {
    name,
    palette,
    status: { ...followed(base, palette), ...ownStatus(inline.status ?? {}, palette) },
    icons: { ...base.icons, ...drawable(inline.icons ?? {}) }
  }
}

const mapped = <A, B>(record: Readonly<Record<string, A | undefined>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, change(value)]]))
  )

/** `#abc` is short for `#aabbcc`. */
const fullHex = (colour: string): string =>
  (/^#[0-9a-f]{3}$/iu.test(colour) ? colour.replace(/[0-9a-f]/giu, "$&$&") : colour).toLowerCase()

/** A status that has its token's colour follows where that changes. */
const followed = (base: Theme, palette: Palette): StatusColours =>
  Object.fromEntries(
    Object.entries(statusTokens).map(([key, token]) => {
      const own = base.status[key as keyof StatusColours]
      return [key, palette[token] === base.palette[token] ? own : palette[token]]
    })
  ) as StatusColours

const ownStatus = (status: NonNullable<InlineTheme["status"]>, palette: Palette): Partial<StatusColours> =>
  Object.fromEntries(
    Object.entries(
      mapped(status, (value) => (value in palette ? palette[value as keyof Palette] : fullHex(value)))
    ).map(([key, colour]) => [key === "tool-running" ? "tool" : key, colour])
  )

/** Signs take one column: badges stand below each other. Others are passed over. */
const drawable = (icons: NonNullable<InlineTheme["icons"]>): Icons =>
  Object.fromEntries(
    Object.entries(mapped(icons, (icon) => plainText(icon).trim())).filter(([, icon]) => textWidth(icon) === 1)
  )
