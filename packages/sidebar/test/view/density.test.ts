import { assert, describe, it } from "@effect/vitest"
import { capacityOf, type Density, densityFor, nextDensity } from "../../src/view/density.ts"
import { regionsOf } from "../../src/view/regions.ts"

describe("density", () => {
  it.each<[number, number, Density]>([
    [3, 8, "comfortable"],
    [3, 7, "normal"],
    [4, 8, "normal"],
    [5, 8, "compact"],
    [100, 8, "compact"],
    [0, 8, "comfortable"]
  ])("of %i sessions in %i lines is %s", (sessions, lines, expected) => {
    assert.strictEqual(densityFor(sessions, lines), expected)
  })

  it("does not flip while one session comes and goes", () => {
    let density = densityFor(4, 8)
    const seen = [5, 4, 5, 4, 3].map((sessions) => (density = nextDensity(density, sessions, 8)))
    assert.deepStrictEqual(seen, ["compact", "compact", "compact", "compact", "normal"])
  })

  it.each<[Density, number, number]>([
    ["comfortable", 8, 3],
    ["comfortable", 7, 2],
    ["normal", 7, 3],
    ["compact", 7, 7],
    ["comfortable", 1, 1]
  ])("%s: in %i lines are %i sessions whole", (density, lines, sessions) => {
    assert.strictEqual(capacityOf(density, lines), sessions)
  })
})

describe("the height", () => {
  it("is divided without rest", () => {
    for (let height = 1; height <= 80; height++) {
      const { detail, footer, header, list } = regionsOf(height)
      assert.strictEqual(header + list + detail + footer, height)
      assert.isAtLeast(list, detail - 1)
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
    assert.deepStrictEqual(regionsOf(height), expected)
  })
})
