import { assert, describe, it } from "@effect/vitest"
import { type Evidence, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import {
  figuresMillis,
  type Knowledge,
  maxCredit,
  type Said,
  smallMillis,
  statementsOf
} from "../../src/agents/statements.ts"

const evidence = (source: Evidence["source"], status: Evidence["status"], more: Partial<Evidence> = {}): Evidence => ({
  source,
  status,
  reason: null,
  at: 1,
  detail: "x",
  ...more
})
const knowledge = (...all: ReadonlyArray<Evidence>): Knowledge => ({
  agent: "agent",
  threadId: "t",
  identity: unknownIdentity,
  details: noDetails,
  evidence: all
})
/** The time of everything here: a moment that threads have in common. */
const present = 100_000
const told = (before: Knowledge | null, now: Knowledge, silence = 10_000) => {
  const former = before === null ? null : { ...before, credit: maxCredit }
  const { events, wait } = statementsOf(former, now, { now: present, saidAt: present - silence })
  const said = events.map((event) =>
    event._tag === "ThreadReported" ? `${event.evidence?.source ?? "-"} ${event.evidence?.status ?? "-"}` : event._tag
  )
  return { said, wait }
}

describe("statementsOf", () => {
  const title = evidence("title", "running")
  const file = evidence("transcript", "running")

  it("says everything at first, even without evidence", () => {
    assert.deepStrictEqual(told(null, knowledge(title, file)).said, ["title running", "transcript running"])
    assert.deepStrictEqual(told(null, knowledge()).said, ["- -"])
  })

  it("says only what is new, and withdraws last", () => {
    const done = evidence("transcript", "done")
    assert.deepStrictEqual(told(knowledge(title, file), knowledge(title, file)), { said: [], wait: null })
    assert.deepStrictEqual(told(knowledge(title, file), knowledge(done)).said, ["transcript done", "title -"])
  })

  it("lets small changes wait, and nothing else", () => {
    const tool = evidence("transcript", "tool-running")
    const waiting = evidence("transcript", "waiting")
    assert.deepStrictEqual(told(knowledge(file), knowledge(tool), 100), { said: [], wait: smallMillis })
    assert.deepStrictEqual(told(knowledge(file), knowledge(tool), smallMillis).said, ["transcript tool-running"])
    assert.deepStrictEqual(told(knowledge(file), knowledge(waiting), 0).said, ["transcript waiting"])
  })

  it("says a thread's small changes at once, and only one a second when there is no end of them", () => {
    const all = [knowledge(file), knowledge(evidence("transcript", "tool-running"))]
    let said: Said = { ...knowledge(file), credit: maxCredit }
    let saidAt = 0
    const times: Array<number> = []
    for (let at = 50; at <= 10_000; at += 50) {
      const result = statementsOf(said, all[(at / 50) % 2] ?? knowledge(), { now: at, saidAt })
      said = result.said
      if (result.events.length === 0) continue
      times.push(at)
      saidAt = at
    }
    assert.strictEqual(times[0], smallMillis)
    assert.isAtMost(times.length, 10 + maxCredit)
    assert.isAtLeast(times.length, 10)
  })

  it("what waits is due at a moment that all threads have in common", () => {
    const tool = knowledge(evidence("transcript", "tool-running"))
    for (const [now, saidAt] of [
      [1_060, 960],
      [1_130, 910],
      [1_249, 1_000]
    ] as const) {
      const { wait } = statementsOf({ ...knowledge(file), credit: maxCredit }, tool, { now, saidAt })
      assert.strictEqual(now + (wait ?? 0), 1_250)
    }
  })

  it("a clock that is set back makes nobody silent", () => {
    const tool = knowledge(evidence("transcript", "tool-running"))
    const { events, wait } = statementsOf({ ...knowledge(file), credit: 0 }, tool, { now: 1_000, saidAt: 3_600_000 })
    assert.deepStrictEqual([events.length, wait], [1, null])
  })

  it("lets figures wait longer", () => {
    const later = { ...knowledge(file), details: { ...noDetails, lastActivityAt: 5 } }
    assert.deepStrictEqual(told(knowledge(file), later, 100), { said: [], wait: figuresMillis })
    assert.deepStrictEqual(told(knowledge(file), later, figuresMillis).said, ["- -"])
  })

  it("names and identity do not wait", () => {
    const named = { ...knowledge(file), details: { ...noDetails, threadName: "n" } }
    const placed = { ...knowledge(file), identity: { ...unknownIdentity, pid: 1, ancestors: [1] } }
    assert.lengthOf(told(knowledge(file), named, 0).said, 1)
    assert.lengthOf(told(knowledge(file), placed, 0).said, 1)
  })
})
