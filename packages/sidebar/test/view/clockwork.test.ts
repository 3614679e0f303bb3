import { assert, describe, it } from "@effect/vitest"
import { Message } from "../../src/message.ts"
import type { Model } from "../../src/model.ts"
import { update } from "../../src/update.ts"
import { ageLastsMs, ageText } from "../../src/view/clockwork.ts"
import { needsTick } from "../../src/view/needsTick.ts"
import { layout } from "../../src/view/rows.ts"
import { afterKeys, anAgent, aSession, aView, now, textOf } from "./states.ts"

const second = 1000
const minute = 60 * second

describe("ages", () => {
  it.each([
    [0, "now"],
    [9 * second, "now"],
    [10 * second, "10s"],
    [59 * second, "50s"],
    [minute, "1m"],
    [59 * minute, "59m"],
    [60 * minute, "1h"],
    [25 * 60 * minute, "1d"],
    [-minute, "now"]
  ])("after %i ms read %s", (age, expected) => {
    assert.strictEqual(ageText(now - age, now), expected)
  })

  it("read the same for as long as they say, and not longer", () => {
    for (const age of [0, 3, 12_345, 59_999, 61_000, 3_599_000, 3_600_000, 90_000_000, -5000]) {
      const since = now - age
      const lasts = ageLastsMs(since, now)
      assert.strictEqual(ageText(since, now + lasts - 1), ageText(since, now))
      assert.notStrictEqual(ageText(since, now + lasts), ageText(since, now))
    }
  })
})

describe("what moves by itself", () => {
  const resting = [anAgent("idle"), anAgent("done"), anAgent("waiting")]

  it("nothing: no agents, nobody waits for a tick", () => {
    assert.isNull(needsTick(aView([aSession(1, "api")]), now))
  })

  it("nothing: threads at rest, and no detail to show their age", () => {
    assert.isNull(needsTick(aView([aSession(1, "api", { agents: resting })], { height: 12 }), now))
  })

  it("an age in the detail: when it changes", () => {
    const agents = [anAgent("waiting", { since: now - 130_000 })]
    assert.strictEqual(needsTick(aView([aSession(1, "api", { agents })]), now), 50_000)
  })

  it("a thread at work: four times a second, in step with all others", () => {
    const view = aView([aSession(1, "api", { agents: [anAgent("running", { since: now - 100 })] })])
    assert.strictEqual(needsTick(view, now + 30), 220)
    assert.isNull(
      needsTick({ ...view, pane: { ...view.pane, height: 12 }, options: { ...view.options, spinner: false } }, now)
    )
  })

  it("a thread at work out of sight moves nothing (S86)", () => {
    const sessions = Array.from({ length: 30 }, (_, index) =>
      aSession(index + 1, `s${index}`, { agents: index === 29 ? [anAgent("running")] : [] })
    )
    assert.isNull(needsTick(aView(sessions, { height: 12 }), now))
    assert.isNotNull(needsTick(afterKeys(aView(sessions, { height: 12 }), "G"), now))
  })

  it("a passing word: until it is over", () => {
    const failed = update(
      aView([aSession(1, "api")]),
      Message.CommandFailed({ command: { _tag: "Refresh", origin }, reason: "no", at: now })
    )[0]
    assert.strictEqual(needsTick(failed, now + 1000), 4000)
    assert.isNull(needsTick(update(failed, Message.Ticked({ at: now + 5000 }))[0], now + 5000))
  })

  it("between two ticks no frame differs", () => {
    const view: Model = aView([
      aSession(1, "api", { agents: [anAgent("running", { since: now - 57_300 }), ...resting] })
    ])
    let at = now + 17
    for (let ticks = 0; ticks < 40; ticks++) {
      const wait = needsTick(view, at)!
      assert.deepStrictEqual(textOf(layout(view, at + wait - 1)), textOf(layout(view, at)))
      at += wait
    }
  })
})

const origin = { client: null, windowId: null, paneId: null }
