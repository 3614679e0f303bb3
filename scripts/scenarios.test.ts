import { assert, describe, it } from "@effect/vitest"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")
const page = readFileSync(join(root, "docs/explanation/tmux-scenarios.md"), "utf8")

const rows = [...page.matchAll(/^\| S(\d+) \| (.+) \| (.+) \|$/gm)].map(([, number, what = "", proof = ""]) => ({
  number: Number(number),
  what,
  proof
}))

/** Texts between quotes of any kind: names of tests, and of what they are in. */
const names = (file: string): ReadonlyArray<string> =>
  [...readFileSync(file, "utf8").matchAll(/(["'`])((?:\\.|(?!\1)[^\n\\])*)\1/g)].map(([, , text = ""]) => text)

describe("the table of scenarios", () => {
  it("has each of the 105 once", () => {
    assert.deepStrictEqual(
      rows.map(({ number }) => number),
      Array.from({ length: 105 }, (_, i) => i + 1)
    )
  })

  it.each(rows)("S$number: $what", ({ number, proof }) => {
    if (proof.startsWith("argued: ")) return assert.isAbove(proof.length, 40)
    const file = join(root, proof)
    assert.isTrue(existsSync(file), proof)
    const isNamed = new RegExp(`\\bS${number}\\b`)
    assert.isTrue(
      names(file).some((name) => isNamed.test(name)),
      `no test in ${proof} names S${number}`
    )
  })
})
