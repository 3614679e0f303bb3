import { assert, describe, it } from "@effect/vitest"
import { parseNumstat } from "../../src/git/parseNumstat.ts"

describe("parseNumstat", () => {
  it.each([
    ["nothing", "", 0, 0],
    ["two files", "1\t2\ta\0" + "10\t0\tb c\0", 11, 2],
    ["a binary file", "-\t-\timage.png\0" + "3\t1\ta\0", 3, 1],
    ["a rename whose paths look like counts", "4\t5\t\0" + "7\t7\tx\0" + "8\t8\ty\0" + "1\t1\tz\0", 5, 6],
    ["a path with a newline and a tab", "2\t0\ta\n9\t9\tb\0", 2, 0],
    ["a record that was cut off", "1\t1\ta\0" + "5\t5\tb", 1, 1],
    ["something else", "fatal: what\0", 0, 0]
  ])("sums %s", (_, output, insertions, deletions) => {
    assert.deepStrictEqual(parseNumstat(output), { insertions, deletions })
  })
})
