import { assert, describe, it } from "@effect/vitest"
import { noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { type Thread, threadKey } from "@opensessions/runtime/agents/Thread"
import { threadTold, type Told, wordsFor, wordsForOwn } from "@opensessions/runtime/integrations/inbox/hookEvents"
import { hookReport, says } from "@opensessions/runtime/integrations/reports/HookReport"
import { reporters } from "@opensessions/runtime/integrations/reports/reporters"

const pane = PaneId.make("%4")

const thread = (agent: string, threadId: string, pid: number | null, more: Partial<Thread> = {}): Thread => ({
  agent,
  threadId,
  identity: { ...unknownIdentity, pid },
  details: noDetails,
  evidence: new Map(),
  verdict: { status: "idle", reason: null, source: "process", at: 0, saidAt: 0, deciders: [], because: "" },
  since: 0,
  turnStartedAt: 0,
  lastActivityAt: 0,
  unseen: false,
  place: { paneId: pane, sessions: [SessionId.make("$1")] },
  stoppedAt: null,
  exited: null,
  ...more
})

const told = (agent: string, threadId: string | null, more: Partial<Told> = {}): Told => ({
  agent,
  reporter: reporters.get(agent)!,
  report: hookReport({ threadId, state: says("running"), detail: "Event" }),
  paneId: pane,
  lineage: [72, 71, 70, 4],
  at: 1000,
  ...more
})

const found = (threads: ReadonlyArray<Thread>, words: Told): string | null =>
  threadTold(new Map(threads.map((one) => [threadKey(one.agent, one.threadId), one])), words)?.threadId ?? null

const dead = { exited: { at: 1, detail: "gone" } }

const cases: ReadonlyArray<readonly [string, ReadonlyArray<Thread>, Told, string | null]> = [
  ["has its id", [thread("claude-code", "a", 70), thread("claude-code", "b", 70)], told("claude-code", "b"), "b"],
  ["is of its agent", [thread("pi", "a", 70)], told("claude-code", "a"), null],
  ["is alive", [thread("claude-code", "a", 70, dead)], told("claude-code", "a"), null],
  ["may not have its id yet", [thread("pi", "process-71-5", 71)], told("pi", "a"), "process-71-5"],
  ["is not another one of that process", [thread("pi", "other", 71)], told("pi", "a"), null],
  ["is of its process", [thread("pi", "process-99-5", 99)], told("pi", "a"), null],
  [
    "is in its pane, where nothing is left of the process",
    [thread("pi", "process-99-5", 99)],
    told("pi", "a", { lineage: [] }),
    "process-99-5"
  ],
  [
    "is not guessed among two",
    [thread("pi", "process-98-5", 98), thread("pi", "process-99-5", 99)],
    told("pi", "a", { lineage: [] }),
    null
  ],
  ["of Codex is known by its id only", [thread("codex", "process-71", 71)], told("codex", "title"), null],
  ["of Gemini CLI is the one of its process", [thread("gemini", "chat", 71)], told("gemini", "other"), "chat"]
]

describe("the thread that a hook is about", () => {
  it.each(cases)("%s", (_, threads, words, expected) => assert.strictEqual(found(threads, words), expected))
})

const before = (status: "waiting" | "running", at: number) => {
  const evidence = { source: "hook", status, reason: "question", at, detail: "" } as const
  return thread("claude-code", "a", 70, { evidence: new Map([["hook", evidence]]) })
}
const reminder = hookReport({ threadId: "a", state: says("waiting", "permission"), reminder: true })

describe("what a hook says of a thread that is there", () => {
  it("is evidence, and nothing about where it is", () => {
    const [event] = wordsFor(thread("claude-code", "a", 70), told("claude-code", "a"))
    assert.deepInclude(event, { _tag: "ThreadReported", identity: unknownIdentity })
    const evidence = { source: "hook", status: "running", reason: null, at: 1000, detail: "hook Event" } as const
    assert.deepInclude(event, { evidence })
  })

  it.each([
    ["a call that was overtaken", before("running", 1001), told("claude-code", "a"), 0],
    ["a call of the same moment", before("running", 1000), told("claude-code", "a"), 1],
    [
      "a reminder of a wait that is known better",
      before("waiting", 900),
      told("claude-code", "a", { report: reminder }),
      0
    ],
    ["a reminder of a wait that is news", before("running", 900), told("claude-code", "a", { report: reminder }), 1],
    ["nothing about the state", before("running", 900), told("claude-code", "a", { report: hookReport({}) }), 0]
  ] as const)("%s", (_, one, words, events) => assert.strictEqual(wordsFor(one, words).length, events))
})

describe("what a hook says of a thread that only hooks know", () => {
  it("is all that is known of it, and the former one of its process goes", () => {
    const report = hookReport({ threadId: "b", state: says("running"), prompt: "mend\u001b[31m it\nnow", cwd: "/work" })
    const events = wordsForOwn(null, told("gemini", "b", { report }), 71, [thread("gemini", "a", 71)])
    assert.deepStrictEqual(
      events.map(({ _tag, threadId }) => `${_tag} ${threadId}`),
      ["ThreadReplaced a", "ThreadReported b"]
    )
    assert.deepNestedInclude(events[1], {
      "identity.pid": 71,
      "identity.paneId": pane,
      "identity.cwd": "/work",
      "details.threadName": "mend it",
      "details.lastUserPrompt": "mend it\nnow"
    } as never)
  })

  it("is nothing with an id that could command a terminal, and no such directory", () => {
    const say = (threadId: string, cwd: string) =>
      wordsForOwn(
        null,
        told("gemini", threadId, { report: hookReport({ threadId, state: says("running"), cwd }) }),
        71,
        []
      )
    assert.deepStrictEqual(say("a\u001b[2J", "/work"), [])
    assert.deepNestedInclude(say("a", "/work\u001b[2J")[0], { "identity.cwd": null } as never)
  })
})
