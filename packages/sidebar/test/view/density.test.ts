import { assert, describe, it } from "@effect/vitest"
import type { Entry, Rail } from "../../src/list/Entry.ts"
import { type Density, densityFor, linesFor, nextDensity } from "../../src/view/density.ts"
import { regionsOf } from "../../src/view/regions.ts"
import { aSession } from "./states.ts"

const alone = (count: number): ReadonlyArray<Entry> => Array.from({ length: count }, (_, n) => session(n + 1, "none"))
const session = (n: number, rail: Rail): Entry => ({ _tag: "Session", session: aSession(n, `s${n}`), rail })
const group = (folded: boolean): Entry => ({ _tag: "Group", key: "/code/plane", folded, sessions: [] })

describe("density", () => {
  it.each<[number, number, Density]>([
    [3, 8, "comfortable"],
    [3, 7, "normal"],
    [4, 8, "normal"],
    [5, 8, "compact"],
    [100, 8, "compact"],
    [0, 8, "comfortable"]
  ])("of %i sessions in %i lines is %s", (sessions, lines, expected) => {
    assert.strictEqual(densityFor(alone(sessions), lines), expected)
  })

  it("does not flip while one session comes and goes", () => {
    let density = densityFor(alone(4), 8)
    const seen = [5, 4, 5, 4, 3].map((sessions) => (density = nextDensity(density, alone(sessions), 8)))
    assert.deepStrictEqual(seen, ["compact", "compact", "compact", "compact", "normal"])
  })

  it.each<[Density, number]>([
    ["comfortable", 2 + 1 + 1 + 2 + 2 + 1 + 1 + 1 + 2],
    ["normal", 2 + 1 + 2 + 2 + 1 + 2],
    ["compact", 6]
  ])("%s: what belongs together stands together", (density, lines) => {
    const entries = [
      session(1, "none"),
      group(false),
      session(2, "middle"),
      session(3, "last"),
      group(true),
      session(4, "none")
    ]
    assert.strictEqual(linesFor(density, entries), lines)
  })
})

describe("the height", () => {
  it("is divided without rest", () => {
    for (let height = 1; height <= 80; height++) {
      for (const wanted of [4, 10, 60]) {
        const { detail, footer, header, list } = regionsOf(height, wanted)
        assert.strictEqual(header + list + detail + footer, height)
        assert.isAtLeast(list, detail - 1)
        assert.isAtMost(detail, wanted + 1)
      }
    }
  })

  it.each([
    [8, { header: 1, list: 7, detail: 0, footer: 0 }],
    [11, { header: 1, list: 10, detail: 0, footer: 0 }],
    [12, { header: 2, list: 8, detail: 0, footer: 2 }],
    [18, { header: 2, list: 7, detail: 7, footer: 2 }],
    [24, { header: 2, list: 10, detail: 10, footer: 2 }],
    [60, { header: 2, list: 45, detail: 11, footer: 2 }]
  ])("%i rows", (height, expected) => {
    assert.deepStrictEqual(regionsOf(height, 10), expected)
  })
})
