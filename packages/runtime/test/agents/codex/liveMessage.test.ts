import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { decodeLiveMessage } from "../../../src/agents/codex/liveMessage.ts"

const status = (of: object) =>
  JSON.stringify({ method: "thread/status/changed", params: { threadId: "a", status: of } })
const thread = (more: object) => ({
  id: "a",
  cwd: "/work",
  path: "/r.jsonl",
  parentThreadId: null,
  ephemeral: false,
  source: "vscode",
  threadSource: "user",
  status: { type: "idle" },
  ...more
})
const told = (more: object) => ({
  kind: "thread",
  thread: { threadId: "a", cwd: "/work", path: "/r.jsonl", role: "user", parent: null, status: "idle", ...more }
})

describe("decodeLiveMessage", () => {
  it.each([
    ["working", status({ type: "active", activeFlags: [] }), { kind: "status", threadId: "a", status: "working" }],
    [
      "approval",
      status({ type: "active", activeFlags: ["waitingOnApproval"] }),
      { kind: "status", threadId: "a", status: "approval" }
    ],
    [
      "input",
      status({ type: "active", activeFlags: ["waitingOnUserInput"] }),
      { kind: "status", threadId: "a", status: "input" }
    ],
    ["idle", status({ type: "idle" }), { kind: "status", threadId: "a", status: "idle" }],
    ["failed", status({ type: "systemError" }), { kind: "status", threadId: "a", status: "failed" }],
    ["unloaded", status({ type: "notLoaded" }), { kind: "status", threadId: "a", status: "unloaded" }],
    ["a status of the future says nothing", status({ type: "dreaming" }), { kind: "none" }],
    ["a new thread", JSON.stringify({ method: "thread/started", params: { thread: thread({}) } }), told({})],
    [
      "a thread that makes a title",
      JSON.stringify({ method: "thread/started", params: { thread: thread({ ephemeral: true, path: null }) } }),
      told({ role: "other", path: null })
    ],
    [
      "a subagent's thread",
      JSON.stringify({ method: "thread/started", params: { thread: thread({ parentThreadId: "p" }) } }),
      told({ role: "subagent", parent: "p" })
    ],
    ["an answer about a thread", JSON.stringify({ id: 3, result: { thread: thread({}) } }), told({})],
    ["the list", JSON.stringify({ id: 2, result: { data: ["a", 1, "b"] } }), { kind: "loaded", threadIds: ["a", "b"] }],
    [
      "a closed thread",
      JSON.stringify({ method: "thread/closed", params: { threadId: "a" } }),
      { kind: "closed", threadId: "a" }
    ],
    ["a greeting", JSON.stringify({ id: 1, result: { userAgent: "x" } }), { kind: "none" }],
    ["a refusal", JSON.stringify({ id: 1, error: { code: 1 } }), { kind: "none" }],
    [
      "a request to answer, which we never do",
      JSON.stringify({ id: 9, method: "execCommandApproval" }),
      { kind: "none" }
    ],
    ["half a message", "{", { kind: "none" }]
  ])("%s", (_, text, expected) => assert.deepStrictEqual(decodeLiveMessage(text), expected as never))

  it.prop("never throws", [Schema.Json], ([value]) => {
    for (const method of ["thread/status/changed", "thread/started", "thread/closed"])
      assert.isString(decodeLiveMessage(JSON.stringify({ method, params: value })).kind)
    assert.isString(decodeLiveMessage(JSON.stringify({ id: 1, result: value })).kind)
    assert.isString(decodeLiveMessage(JSON.stringify(value)).kind)
  })
})
