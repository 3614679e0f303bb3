import { assert, describe, it } from "@effect/vitest"
import { batchesAtOnce, dueAfter, waitBefore } from "../../src/files/noticePace.ts"

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
    assert.deepStrictEqual(told(100, 5_000, 6), [0, 0, 0, 100, 200, 300])
  })

  it("never has one wait longer than a pause", () => {
    let [due, now] = [0, 1_000]
    for (let i = 0; i < 50; i++) {
      const wait = waitBefore(due, 100, now)
      assert.isAtMost(wait, 100)
      due = dueAfter(due, 100, now + wait)
      now += wait + (i % 7)
    }
  })

  it("gives back what was used up by a rest", () => {
    const afterBurst = told(100, 0, batchesAtOnce).reduce((due, at) => dueAfter(due, 100, at), 0)
    assert.strictEqual(waitBefore(afterBurst, 100, 0), 100)
    assert.strictEqual(waitBefore(afterBurst, 100, 100), 0)
    assert.strictEqual(waitBefore(afterBurst, 100, 1_000), 0)
  })

  it("has no pause where none is asked for", () => {
    assert.deepStrictEqual(told(0, 10, 4), [0, 0, 0, 0])
  })
})
