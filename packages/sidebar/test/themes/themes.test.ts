import { assert, describe, it } from "@effect/vitest"
import { PaletteToken } from "@opensessions/protocol/ThemeChoice"
import { Schema } from "effect"
import { contrast, lightness } from "../../src/themes/colour.ts"
import { type Palette, Theme } from "../../src/themes/Theme.ts"
import { defaultTheme, themeNamed, themeNames } from "../../src/themes/themeNamed.ts"

const names = [
  "catppuccin-mocha",
  "catppuccin-latte",
  "catppuccin-frappe",
  "catppuccin-macchiato",
  "tokyo-night",
  "gruvbox-dark",
  "nord",
  "dracula",
  "github-dark",
  "one-dark",
  "kanagawa",
  "everforest",
  "material",
  "cobalt2",
  "flexoki",
  "ayu",
  "aura",
  "matrix"
]

it("the themes that ship are those that the configuration names", () => {
  assert.deepStrictEqual(themeNames, [...names, "terminal"])
})

describe.each([...names, "terminal"].map((name) => ({ name })))("$name", ({ name }) => {
  it("is a theme of the one schema, found by its name", () => {
    const theme = themeNamed(name)
    assert.strictEqual(theme.name, name)
    assert.deepStrictEqual(Schema.decodeSync(Theme)(theme), theme)
    assert.sameMembers(Object.keys(theme.palette), [...PaletteToken.literals])
  })
})

describe.each(names.map((name) => ({ name })))("$name", ({ name }) => {
  const { palette, status } = themeNamed(name)
  const off = (token: keyof Palette) => contrast(palette[token], palette.base)

  it("has text that can be read, on the base and on the cursor's row", () => {
    for (const token of ["text", "subtext1", "subtext0"] as const) {
      assert.isAtLeast(off(token), 4.5, token)
      assert.isAtLeast(contrast(palette[token], palette.surface0), 4.5, `${token} on surface0`)
    }
  })

  it("has hints that can be seen, accents too", () => {
    const hints = [
      "overlay1",
      "overlay0",
      "lavender",
      "blue",
      "sky",
      "teal",
      "green",
      "yellow",
      "peach",
      "red"
    ] as const
    for (const token of [...hints, "pink", "mauve"] as const) assert.isAtLeast(off(token), 3, token)
    for (const [token, colour] of Object.entries(status)) assert.isAtLeast(contrast(colour, palette.base), 3, token)
  })

  it("grows fainter step by step, from text to surface", () => {
    const ladder = ["text", "subtext1", "subtext0", "overlay1", "overlay0", "surface2", "surface1", "surface0"] as const
    for (const [at, token] of ladder.slice(1).entries()) assert.isAtMost(off(token), off(ladder[at]!), token)
    assert.isAtLeast(off("surface0"), 1.15)
    const deeper = (a: string, b: string) => lightness(a) <= lightness(b)
    assert.isTrue(deeper(palette.mantle, palette.base) && deeper(palette.crust, palette.mantle))
  })

  it("tells the states that matter apart, and makes what waits the brightest", () => {
    const { done, error, interrupted, running, stale, waiting } = status
    assert.strictEqual(new Set([done, error, interrupted, running, stale, waiting]).size, 6)
    for (const colour of Object.values(status)) {
      assert.isAtLeast(contrast(waiting, palette.base), contrast(colour, palette.base))
    }
  })
})

describe("an unknown name", () => {
  it("gives the default theme", () => {
    assert.strictEqual(themeNamed("no-such-theme"), defaultTheme)
    assert.strictEqual(defaultTheme.name, "catppuccin-mocha")
  })
})
