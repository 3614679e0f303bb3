import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { catppuccinMocha } from "../../src/themes/catppuccinMocha.ts"
import { Theme } from "../../src/themes/Theme.ts"
import { themeNamed } from "../../src/themes/themeNamed.ts"

const themes = [catppuccinMocha]

/** Contrast of two colours as WCAG 2 defines it. */
const contrast = (a: string, b: string): number => {
  const light = (colour: string) => {
    const [r, g, b] = [1, 3, 5].map((start) => {
      const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  }
  const [more, less] = [light(a), light(b)].toSorted((x, y) => y - x)
  return (more! + 0.05) / (less! + 0.05)
}

describe.each(themes)("$name", (theme) => {
  const { palette, status } = theme

  it("is a theme", () => {
    assert.deepStrictEqual(Schema.decodeSync(Theme)(theme), theme)
  })

  it("is found by its name", () => {
    assert.strictEqual(themeNamed(theme.name), theme)
  })

  it("has text that can be read, and hints that can be seen", () => {
    for (const token of ["text", "subtext1", "subtext0"] as const) {
      assert.isAtLeast(contrast(palette[token], palette.base), 4.5, token)
      assert.isAtLeast(contrast(palette[token], palette.surface0), 4.5, token)
    }
    for (const token of ["overlay1", "overlay0"] as const)
      assert.isAtLeast(contrast(palette[token], palette.base), 3, token)
    for (const [token, colour] of Object.entries(status)) assert.isAtLeast(contrast(colour, palette.base), 3, token)
  })

  it("makes what waits at least as bright as every other state", () => {
    for (const colour of Object.values(status)) {
      assert.isAtLeast(contrast(status.waiting, palette.base), contrast(colour, palette.base))
    }
  })
})

describe("an unknown name", () => {
  it("gives the default theme", () => {
    assert.strictEqual(themeNamed("no-such-theme"), catppuccinMocha)
  })
})
