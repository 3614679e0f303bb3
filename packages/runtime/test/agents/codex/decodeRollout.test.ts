import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { decodeRolloutLine } from "../../../src/agents/codex/decodeRollout.ts"
import * as lines from "./lines.ts"

const { epoch } = lines
const id = lines.threadId(1)
const call = (name: string, question = false, escalated = false) => ({ name, question, escalated })

describe("decodeRolloutLine", () => {
  it.each([
    ["a person's thread", lines.meta(0, id), { kind: "meta", threadId: id, cwd: "/work", role: "user", parent: null }],
    [
      "a thread of a run without a person",
      lines.meta(0, id, { source: "exec", thread_source: null }),
      { kind: "meta", threadId: id, cwd: "/work", role: "user", parent: null }
    ],
    [
      "a thread that says nothing of where it is from",
      lines.meta(0, id, { source: null }),
      { kind: "meta", threadId: id, cwd: "/work", role: "user", parent: null }
    ],
    [
      "a subagent's thread",
      lines.subagentMeta(0, id, "p"),
      { kind: "meta", threadId: id, cwd: "/work", role: "subagent", parent: "p" }
    ],
    [
      "a thread that makes titles",
      lines.meta(0, id, { thread_source: "thread_title" }),
      { kind: "meta", threadId: id, cwd: "/work", role: "other", parent: null }
    ],
    ["settings", lines.context(0, "m", "/w"), { kind: "settings", cwd: "/w", model: "m" }],
    ["a turn's beginning", lines.started(5, "t"), { kind: "started", at: epoch + 5, turnId: "t" }],
    [
      "a turn's end",
      lines.completed(5),
      { kind: "completed", at: epoch + 5, turnId: null, failure: null, answered: true }
    ],
    [
      "a turn that failed",
      lines.failed(5, "last status: 429 Too Many Requests", { response_too_many_failed_attempts: {} }),
      {
        kind: "completed",
        at: epoch + 5,
        turnId: null,
        failure: { reason: "rate-limit", detail: "last status: 429 Too Many Requests" },
        answered: false
      }
    ],
    [
      "an interrupt",
      lines.aborted(5, "interrupted", "t"),
      { kind: "aborted", at: epoch + 5, turnId: "t", interrupted: true }
    ],
    [
      "a turn that another one replaces",
      lines.aborted(5, "replaced"),
      { kind: "aborted", at: epoch + 5, turnId: null, interrupted: false }
    ],
    ["a prompt", lines.prompt(5, "go on"), { kind: "prompt", at: epoch + 5, text: "go on" }],
    ["a message", lines.said(5), { kind: "message", at: epoch + 5, final: false }],
    ["a plan", lines.planned(5), { kind: "planned", at: epoch + 5 }],
    ["a call", lines.called(5, "c"), { kind: "called", at: epoch + 5, id: "c", call: call("exec_command") }],
    [
      "a call out of the sandbox",
      lines.escalated(5, "c"),
      { kind: "called", at: epoch + 5, id: "c", call: call("exec_command", false, true) }
    ],
    [
      "a question",
      lines.asked(5, "c"),
      { kind: "called", at: epoch + 5, id: "c", call: call("request_user_input", true) }
    ],
    ["an answer", lines.answered(5, "c"), { kind: "answered", at: epoch + 5, id: "c" }],
    ["a command that ran", lines.ran(5, "c"), { kind: "answered", at: epoch + 5, id: "c" }],
    ["a person's answer", lines.verified(5, "c"), { kind: "answered", at: epoch + 5, id: "c" }],
    ["a subagent's beginning", lines.spawned(5, "x"), { kind: "spawned", at: epoch + 5, children: ["x"] }],
    [
      "tokens",
      lines.counted(5),
      { kind: "counted", at: epoch + 5, tokens: { input: 100, output: 30, contextUsed: 70 } }
    ],
    [
      "tokens, and how many the model can hold",
      lines.counted(5, { model_context_window: 200 }),
      { kind: "counted", at: epoch + 5, tokens: { input: 100, output: 30, contextUsed: 70, contextSize: 200 } }
    ],
    ["an older prompt", lines.older.prompt(5, "go"), { kind: "prompt", at: epoch + 5, text: "go" }],
    ["what was put before an older prompt", lines.older.injected(5), { kind: "none" }],
    ["an older final answer", lines.older.message(5, "final_answer"), { kind: "message", at: epoch + 5, final: true }],
    [
      "an older error",
      lines.older.error(5, "401 Unauthorized"),
      { kind: "failed", at: epoch + 5, failure: { reason: "auth", detail: "401 Unauthorized" } }
    ],
    ["the oldest meta", lines.oldest.meta(id), { kind: "meta", threadId: id, cwd: null, role: "user", parent: null }],
    ["the oldest prompt", lines.oldest.user("go"), { kind: "prompt", at: 0, text: "go" }],
    ["the oldest call", lines.oldest.called, { kind: "called", at: 0, id: "c", call: call("shell") }],
    [
      "an event of the future",
      '{"type":"event_msg","payload":{"type":"dream"}}',
      { kind: "unknown", type: "event dream" }
    ],
    ["a record of the future", '{"type":"dream","payload":{}}', { kind: "unknown", type: "dream" }],
    ["half a line", '{"type":"event_', { kind: "unknown", type: "unreadable line" }]
  ])("%s", (_, line, expected) => {
    assert.deepStrictEqual(decodeRolloutLine(line), expected as never)
  })

  it("a user's message to the model is no prompt: most of them nobody typed", () => {
    const injected = '{"type":"response_item","payload":{"type":"message","role":"user","content":[{"text":"go"}]}}'
    assert.deepStrictEqual(decodeRolloutLine(injected), { kind: "none" })
  })

  it.prop("never throws on any text", [Schema.String], ([text]) => {
    assert.isString(decodeRolloutLine(text).kind)
  })

  it.prop("never throws on any JSON", [Schema.Record(Schema.String, Schema.Json)], ([value]) => {
    for (const type of ["session_meta", "event_msg", "response_item", "turn_context", "retained_context", "dream"]) {
      assert.isString(decodeRolloutLine(JSON.stringify({ type, payload: value })).kind)
      assert.isString(decodeRolloutLine(JSON.stringify({ ...value, type })).kind)
      for (const inner of [
        "item_completed",
        "task_complete",
        "token_count",
        "function_call",
        "message",
        "turn_aborted"
      ])
        assert.isString(decodeRolloutLine(JSON.stringify({ type, payload: { ...value, type: inner } })).kind)
    }
  })
})
