/**
 * Completes a palette and makes it readable. Official palettes are made for code, in which a comment may be faint; here
 * a hint has to be read in passing. What is changed is changed as little as gives the contrast that a test asks for.
 */
import { contrast, lightness, mixed, mixedUntil } from "./colour.ts"
import { type Palette, type StatusColours, statusFromPalette, type Theme } from "./Theme.ts"
import type { PaletteSource, ThemeSource } from "./ThemeSource.ts"

/** Steps of the grey ladder from text to base, for palettes that lack them. */
const ladder = {
  subtext1: 0.12,
  subtext0: 0.24,
  overlay1: 0.45,
  overlay0: 0.55,
  surface2: 0.72,
  surface1: 0.8,
  surface0: 0.88
} as const

/** What contrast each kind of text has at least: against the base and, where it stands on the cursor's row, against that. */
export const atLeast = { text: 4.5, hint: 3, surface: 1.15 } as const

/** A step between two neighbours on the ladder, so that they can be told apart. */
const step = 1.06

/** A theme that can be drawn. */
export const themeFrom = ({ name, palette: source, status }: ThemeSource): Theme => {
  const palette = readable(completed(source))
  const wanted = { ...statusFromPalette(palette), ...statusColours(palette, status ?? {}) }
  return { name, palette, status: loudest(wanted, palette), icons: {} }
}

/** The colours that a status names. */
export const statusColours = (palette: Palette, status: NonNullable<ThemeSource["status"]>): Partial<StatusColours> =>
  Object.fromEntries(
    Object.entries(status).map(([key, value]) => [key, value in palette ? palette[value as keyof Palette] : value])
  )

const completed = (source: PaletteSource): Palette => {
  const { base, text } = source
  const dark = lightness(base) < lightness(text) ? "#000000" : mixed(base, text, 0.5)
  const mantle = source.mantle ?? mixed(base, dark, 0.12)
  const grey = (key: keyof typeof ladder) => source[key] ?? mixed(text, base, ladder[key])
  return {
    ...source,
    subtext1: grey("subtext1"),
    subtext0: grey("subtext0"),
    overlay1: grey("overlay1"),
    overlay0: grey("overlay0"),
    surface2: grey("surface2"),
    surface1: grey("surface1"),
    surface0: grey("surface0"),
    mantle,
    crust: source.crust ?? mixed(mantle, dark, 0.12)
  }
}

const readable = (palette: Palette): Palette => {
  const { base, text } = palette
  const off = (key: keyof Palette, least: number) =>
    mixedUntil(palette[key], text, (colour) => contrast(colour, base) >= least)
  const surface0 = off("surface0", atLeast.surface)
  const surface1 = off("surface1", contrast(surface0, base) * step)
  const surface2 = off("surface2", contrast(surface1, base) * step)
  const onRow = (colour: string) => contrast(colour, base) >= atLeast.text && contrast(colour, surface0) >= atLeast.text
  const overlay0 = off("overlay0", atLeast.hint)
  const overlay1 = off("overlay1", contrast(overlay0, base) * step)
  const subtext0 = mixedUntil(palette.subtext0, text, onRow)
  const subtext1 = off("subtext1", contrast(subtext0, base))
  const accents = Object.fromEntries(
    accentKeys.map((key) => [
      key,
      mixedUntil(palette[key], inkOf(palette), (colour) => contrast(colour, base) >= atLeast.hint)
    ])
  ) as Pick<Palette, (typeof accentKeys)[number]>
  return { ...palette, ...accents, surface0, surface1, surface2, overlay0, overlay1, subtext0, subtext1 }
}

/** What an accent is mixed with to stand out more. On a light base black keeps more of its hue than a dark grey. */
const inkOf = ({ base, text }: Pick<Palette, "base" | "text">): string =>
  lightness(base) < lightness(text) ? text : "#000000"

const accentKeys = ["lavender", "blue", "sky", "teal", "green", "yellow", "peach", "red", "pink", "mauve"] as const

/** What waits is the loudest: no other state stands out from the base more than it does. */
const loudest = (status: StatusColours, palette: Palette): StatusColours => {
  const { base } = palette
  const waiting = mixedUntil(status.waiting, inkOf(palette), (colour) => contrast(colour, base) >= atLeast.text)
  const most = contrast(waiting, base)
  const others = Object.entries(status).map(([key, colour]) => [
    key,
    key === "waiting" ? waiting : mixedUntil(colour, base, (mixture) => contrast(mixture, base) <= most)
  ])
  return Object.fromEntries(others) as StatusColours
}
