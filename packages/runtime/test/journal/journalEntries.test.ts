import type { Agent } from "@opensessions/protocol/Agent"
import type { HistoryEntry } from "@opensessions/protocol/History"
import { assert, describe, it } from "@effect/vitest"
import { threadKey } from "../../src/agents/Thread.ts"
import { journalEntries } from "../../src/journal/journalEntries.ts"
import { agent, entry, session } from "./entries.ts"

const standing = (...entries: ReadonlyArray<HistoryEntry>) =>
  new Map(entries.map((one) => [threadKey(one.agent, one.threadId), one]))

const told = (entries: ReadonlyArray<HistoryEntry>) =>
  entries.map(({ at, status }): [number, HistoryEntry["status"]] => [at, status])

const now = 100_000

type Row = [string, Array<HistoryEntry>, Array<Agent>, Array<[number, HistoryEntry["status"]]>]

describe("journalEntries", () => {
  it.each([
    ["a new thread", [], [agent("running", 50)], [[50, "running"]]],
    ["a change", [entry(50, "running")], [agent("waiting", 70)], [[70, "waiting"]]],
    ["no change", [entry(50, "running")], [agent("running", 50)], []],
    ["the same work, told with another time", [entry(50, "running")], [agent("running", 60)], []],
    ["another outcome like the last one", [entry(50, "done")], [agent("done", 9000)], [[9000, "done"]]],
    ["an outcome that is told again", [entry(50, "done")], [agent("done", 1500)], []],
    ["a change that claims to be older", [entry(50, "running")], [agent("error", 20)], [[50, "error"]]],
    ["a thread that has gone", [entry(50, "running")], [], [[now, null]]]
  ] satisfies ReadonlyArray<Row>)("%s", (_, before, agents, expected) => {
    const next = journalEntries(standing(...before), [session("$1", "api", ...agents)], now)
    assert.deepStrictEqual(told(next.entries), expected)
    assert.strictEqual(next.standing.size, agents.length)
  })

  it("a thread in two sessions is entered once, and entries are in the order of their time", () => {
    const linked = agent("running", 70)
    const other = agent("waiting", 60, { threadId: "u" })
    const { entries } = journalEntries(
      new Map(),
      [session("$1", "api", linked), session("$2", "web", linked, other)],
      now
    )
    assert.deepStrictEqual(told(entries), [
      [60, "waiting"],
      [70, "running"]
    ])
  })
})
