import { assert, describe, it } from "@effect/vitest"
import { makeAppearanceReader } from "../../src/host/appearanceReport.ts"
import { guardInput, initialGuard } from "../../src/host/inputGuard.ts"

describe("what a terminal says of itself", () => {
  it.each([
    ["\x1b]11;rgb:fafa/fafa/fafa\x1b\\", "light"],
    ["\x1b]11;rgb:1e1e/1e1e/2e2e\x07", "dark"],
    ["\x1b]11;rgba:ff/ff/ff/80\x07", "light"],
    ["\x1b[?997;1n", "dark"],
    ["\x1b[?997;2n", "light"],
    ["\x1b[?997;2n\x1b]11;rgb:0000/0000/0000\x1b\\", "dark"],
    ["jjk", null],
    ["\x1b]11;?\x1b\\", null],
    ["\x1b]10;rgb:ffff/ffff/ffff\x1b\\", null]
  ] as const)("%j is %s", (input, expected) => {
    assert.strictEqual(makeAppearanceReader()(input), expected)
  })

  it("is put together from pieces, and told once", () => {
    const read = makeAppearanceReader()
    assert.deepStrictEqual(
      ["j\x1b]11;rgb:fa", "fa/fafa/", "fafa\x1b\\", "k"].map((piece) => read(piece)),
      [null, null, "light", null]
    )
  })

  it("never becomes keys (S3)", () => {
    for (const answer of ["\x1b]11;rgb:fafa/fafa/fafa\x1b\\", "\x1b[?997;2n"]) {
      assert.strictEqual(guardInput(initialGuard, `j${answer}k`, 0)[1], "jk")
    }
  })
})
