import type { Agent, AgentStatus } from "@opensessions/protocol/Agent"
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { mostUrgent, sessionAt, sessionBeside } from "../../src/commands/destinations.ts"

const rows = [
  { id: "$4", index: 1 },
  { id: "$2", index: null },
  { id: "$7", index: 2 },
  { id: "$1", index: 3 }
].map(({ id, index }) => ({ id: id as SessionId, index }))

it.each([
  [1, "$4"],
  [2, "$7"],
  [3, "$1"],
  [4, null],
  [0, null]
])("S70: index %d is %s", (index, expected) => {
  assert.strictEqual(sessionAt(rows, index), expected as SessionId | null)
})

it.each([
  ["$4", 1, "$7"],
  ["$4", -1, null],
  ["$7", -1, "$4"],
  ["$1", 1, null],
  ["$2", 1, "$7"],
  ["$2", -1, "$4"],
  [null, 1, "$4"],
  [null, -1, "$1"]
] as const)("from %s by %d is %s", (from, by, expected) => {
  assert.strictEqual(sessionBeside(rows, from as SessionId | null, by), expected as SessionId | null)
})

describe("who needs a person most", () => {
  const agent = (status: AgentStatus, since: number, pane: string | null, unseen = false): Agent => ({
    agent: "claude-code",
    threadId: `${pane}`,
    threadName: null,
    status,
    statusReason: null,
    since,
    lastActivityAt: since,
    unseen,
    paneId: pane as PaneId | null,
    pid: null,
    cwd: null,
    lastUserPrompt: null,
    model: null,
    tokens: null,
    subagents: 0,
    evidence: { source: "process", at: since }
  })
  const session = (id: string, agents: ReadonlyArray<Agent>, hidden = false) => ({
    id: id as SessionId,
    hidden,
    agents
  })
  const at = (pane: string | null) => pane as PaneId | null

  const busy = [
    session("$1", [agent("running", 1, "%1"), agent("done", 2, "%2", true)]),
    session("$2", [agent("waiting", 9, "%3"), agent("error", 3, "%4", true)]),
    session("$3", [agent("waiting", 5, "%5")]),
    session("$4", [agent("waiting", 1, "%6")], true)
  ]

  it.each([
    ["waits, the longest first", null, "%5"],
    ["waits next, for who is at the first", "%5", "%3"],
    ["failed, after those that wait", "%3", "%4"],
    ["is done and was not seen", "%4", "%2"],
    ["waits longest again, after the last one", "%2", "%5"],
    ["waits longest, for who is anywhere else", "%1", "%5"]
  ])("%s", (_name, from, expected) => {
    assert.strictEqual(mostUrgent(busy, at(from))?.paneId, expected as PaneId)
  })

  it("is nobody who works, rests, or was seen", () => {
    const calm = [session("$1", [agent("running", 1, "%1"), agent("done", 1, "%2"), agent("error", 1, "%3")])]
    assert.isNull(mostUrgent(calm, null))
  })

  it("may have no known pane", () => {
    assert.deepStrictEqual(mostUrgent([session("$1", [agent("waiting", 1, null)])], null), {
      sessionId: "$1" as SessionId,
      paneId: null
    })
  })
})
