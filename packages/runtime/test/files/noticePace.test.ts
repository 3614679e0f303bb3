import { assert, describe, it } from "@effect/vitest"
import { batchesAtOnce, dueAfter, momentsInPause, waitBefore } from "../../src/files/noticePace.ts"

/** When each batch is told if there is always one more. */
const told = (pause: number, begin: number, count: number): ReadonlyArray<number> => {
  const times: Array<number> = []
  let [due, now] = [0, begin]
  for (let i = 0; i < count; i++) {
    now += waitBefore(due, pause, now)
    due = dueAfter(due, pause, now)
    times.push(now - begin)
  }
  return times
}

describe("the pace of notices", () => {
  it("tells a few at once, and then one in each pause", () => {
    assert.deepStrictEqual(told(90, 4_500, 6), [0, 0, 0, 90, 180, 270])
  })

  it("tells at moments that all directories have in common, a little early and in the long run not more often", () => {
    const apart = 90 / momentsInPause
    for (const [i, at] of told(90, 5_003, 40).entries()) {
      if (i < batchesAtOnce) continue
      assert.strictEqual((5_003 + at) % apart, 0)
      const steady = (i + 1 - batchesAtOnce) * 90
      assert.isAtMost(at, steady)
      assert.isAbove(at, steady - apart)
    }
  })

  it("never has one wait longer than a pause", () => {
    let [due, now] = [0, 1_000]
    for (let i = 0; i < 50; i++) {
      const wait = waitBefore(due, 90, now)
      assert.isAtMost(wait, 90)
      due = dueAfter(due, 90, now + wait)
      now += wait + (i % 7)
    }
  })

  it("gives back what was used up by a rest", () => {
    const afterBurst = told(90, 0, batchesAtOnce).reduce((due, at) => dueAfter(due, 90, at), 0)
    assert.strictEqual(waitBefore(afterBurst, 90, 0), 90)
    assert.strictEqual(waitBefore(afterBurst, 90, 90), 0)
    assert.strictEqual(waitBefore(afterBurst, 90, 1_000), 0)
  })

  it("has no pause where none is asked for", () => {
    assert.deepStrictEqual(told(0, 10, 4), [0, 0, 0, 0])
  })
})
