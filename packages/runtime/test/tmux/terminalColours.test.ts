import { assert, describe, it } from "@effect/vitest"
import { maxColours, terminalColours } from "../../src/tmux/terminalColours.ts"

/** A compiled description of a terminal with one name, no flags, and so many numbers. */
const described = (numbers: ReadonlyArray<number>, size: 2 | 4): Uint8Array => {
  const name = Buffer.from("x\0")
  const header = Buffer.alloc(12)
  const fields = [size === 4 ? 0o1036 : 0o432, name.length, 0, numbers.length, 0, 0]
  for (const [at, value] of fields.entries()) header.writeInt16LE(value, at * 2)
  const body = Buffer.alloc(numbers.length * size)
  for (const [at, value] of numbers.entries()) {
    if (size === 4) body.writeInt32LE(value, at * 4)
    else body.writeInt16LE(value, at * 2)
  }
  return Buffer.concat([header, name, body])
}

const upTo = (colours: number) => [...Array.from({ length: 13 }, () => -1), colours]

describe("the colours of a terminal", () => {
  it.each([
    [described(upTo(8), 2), 8],
    [described(upTo(256), 2), 256],
    [described(upTo(0x1000000), 4), 0x1000000],
    [described(upTo(-1), 2), null],
    [described([80, 8], 2), null],
    [Buffer.from("no description"), null],
    [Buffer.alloc(0), null]
  ])("%#", (entry, expected) => {
    assert.strictEqual(maxColours(entry), expected)
  })

  it("are not known of what is no name of a terminal", () => {
    for (const name of ["", "tmux 3.3a", "iTerm2 3.5", "../../etc/passwd", "kitty(0.39)"]) {
      assert.isNull(terminalColours(name))
    }
  })
})
