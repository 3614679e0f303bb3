import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { failureReason } from "../../../src/agents/claude-code/assistantRecord.ts"
import { decodeTranscriptLine } from "../../../src/agents/claude-code/transcriptRecord.ts"
import { queuedPrompt } from "../../../src/agents/claude-code/userText.ts"
import * as lines from "./lines.ts"

const { epoch } = lines
const none = { kind: "none" }

describe("decodeTranscriptLine", () => {
  it.each([
    ["a typed prompt", lines.prompt(5, "fix it"), { kind: "prompt", at: epoch + 5, prompt: "fix it" }],
    ["a prompt of an older version", lines.local(5, "fix it"), { kind: "prompt", at: epoch + 5, prompt: "fix it" }],
    [
      "a prompt that begins like markup",
      lines.prompt(5, "<div> is broken"),
      { kind: "prompt", at: epoch + 5, prompt: "<div> is broken" }
    ],
    ["what nobody typed", lines.meta(5, "be brief"), none],
    ["a summary after compaction", lines.prompt(5, "summary", { isCompactSummary: true }), none],
    ["a local command", lines.local(5, "<command-name>/clear</command-name><command-args></command-args>"), none],
    ["its output", lines.local(5, "<local-command-stdout>ok</local-command-stdout>"), none],
    [
      "a command that a model answers",
      lines.prompt(
        5,
        "<command-message>review</command-message>\n<command-name>/review</command-name>\n<command-args>42</command-args>"
      ),
      { kind: "prompt", at: epoch + 5, prompt: "/review 42" }
    ],
    ["a shell command's input", lines.local(5, "<bash-input>ls</bash-input>"), none],
    [
      "a shell command's output, which a model answers",
      lines.prompt(5, "<bash-stdout>a</bash-stdout><bash-stderr></bash-stderr>", { turnOrigin: "human" }),
      { kind: "prompt", at: epoch + 5, prompt: null }
    ],
    ["a shell command's output in older versions", lines.local(5, "<bash-stdout>a</bash-stdout>"), none],
    [
      "the report of a background task",
      lines.prompt(5, lines.notification("b7"), { promptSource: "system", turnOrigin: "task_notification" }),
      { kind: "reported", at: epoch + 5, taskId: "b7", startsTurn: true }
    ],
    ["an interrupt", lines.interrupted(5), { kind: "interrupted", at: epoch + 5 }],
    ["an interrupt of a tool", lines.interrupted(5, true), { kind: "interrupted", at: epoch + 5 }],
    ["a tool's result", lines.result(5, "t1"), { kind: "results", at: epoch + 5, toolIds: ["t1"], launched: null }],
    [
      "an agent that goes on",
      lines.launched(5, "t1", "a1"),
      { kind: "results", at: epoch + 5, toolIds: ["t1"], launched: "a1" }
    ],
    ["a subagent's record", lines.sidechain(5), none],
    [
      "an aborted answer",
      lines.text(5, { stop: null, more: { isAbortedMidStream: true } }),
      { kind: "interrupted", at: epoch + 5 }
    ],
    ["words that no model said", lines.text(5, { model: "<synthetic>", stop: "stop_sequence" }), none],
    [
      "a failure",
      lines.failed(5, "rate_limit", 429),
      { kind: "failed", at: epoch + 5, reason: "rate-limit", detail: "rate_limit 429" }
    ],
    ["the end of a turn", lines.ended(5), { kind: "ended", at: epoch + 5, backgroundAgents: 0 }],
    ["an end with agents at work", lines.ended(5, 2), { kind: "ended", at: epoch + 5, backgroundAgents: 2 }],
    ["a compaction", lines.compacted(5, "manual", 70), { kind: "compacted", at: epoch + 5, byHand: true, tokens: 70 }],
    [
      "a compaction in mid-turn",
      lines.compacted(5, "auto"),
      { kind: "compacted", at: epoch + 5, byHand: false, tokens: 50 }
    ],
    ["a queued prompt", lines.queue(5, "enqueue", "next"), { kind: "enqueued", at: epoch + 5, text: "next" }],
    [
      "a queued report",
      lines.queue(5, "enqueue", lines.notification("b7")),
      { kind: "reported", at: epoch + 5, taskId: "b7", startsTurn: false }
    ],
    ["a name", lines.named("custom-title", "My work"), { kind: "named", by: "person", name: "My work" }],
    ["bookkeeping", '{"type":"mode","mode":"normal"}', none],
    ["bookkeeping that is no JSON any more", '{"type":"api-request-blob","x":', none],
    ["an attachment", '{"parentUuid":"u","isSidechain":false,"attachment":{"type":"date"},"type":"attachment"}', none],
    ["a type of the future", '{"type":"hologram"}', { kind: "unknown", type: "hologram" }],
    ["half a line", '{"type":"user","mess', { kind: "unknown", type: "unreadable line" }],
    ["an array", "[1]", { kind: "unknown", type: "unreadable line" }]
  ])("%s", (_, line, wanted) => {
    assert.deepStrictEqual(decodeTranscriptLine(line), wanted)
  })

  it("a prompt that a running turn took from the queue", () => {
    const attachment = { type: "queued_command", prompt: "and this", commandMode: "prompt" }
    const line = JSON.stringify({
      isSidechain: false,
      attachment,
      type: "attachment",
      timestamp: "2026-11-22T10:00:00.005Z"
    })
    assert.deepStrictEqual(decodeTranscriptLine(line), { kind: "prompt", at: epoch + 5, prompt: "and this" })
  })

  it("an editor's context is no part of the prompt", () => {
    const content = [
      { type: "text", text: "<ide_opened_file>a.ts</ide_opened_file>" },
      { type: "text", text: "fix it" }
    ]
    const line = JSON.stringify({ type: "user", message: { content }, timestamp: "2026-11-22T10:00:00.005Z" })
    assert.deepStrictEqual(decodeTranscriptLine(line), { kind: "prompt", at: epoch + 5, prompt: "fix it" })
  })

  it("tools and usage of a message", () => {
    assert.deepStrictEqual(decodeTranscriptLine(lines.call(5, "Bash", "t1")), {
      kind: "message",
      at: epoch + 5,
      tools: [{ id: "t1", name: "Bash" }],
      ends: false,
      model: "model-1",
      usage: { messageId: "m5", input: 15, output: 4, contextUsed: 100 }
    })
  })

  it.each([
    ["rate_limit", null, "rate-limit"],
    ["unknown", 429, "rate-limit"],
    ["authentication_failed", 401, "auth"],
    ["server_error", 500, "api-error"],
    ["max_output_tokens", null, "api-error"],
    [null, null, "api-error"]
  ] as const)("failure %s %s is %s", (error, status, reason) => {
    assert.strictEqual(failureReason(error, status), reason)
  })

  it.prop("never throws, whatever the line is", [Schema.String], ([line]) => {
    decodeTranscriptLine(line)
  })

  it.prop(
    "never throws, whatever a record holds",
    [
      Schema.Record(
        Schema.Literals([
          "type",
          "message",
          "attachment",
          "content",
          "timestamp",
          "toolUseResult",
          "subtype",
          "operation"
        ]),
        Schema.Json
      )
    ],
    ([record]) => {
      for (const type of [
        "user",
        "assistant",
        "system",
        "attachment",
        "queue-operation",
        "custom-title",
        "last-prompt"
      ]) {
        decodeTranscriptLine(JSON.stringify({ ...record, type }))
      }
    }
  )
})

describe("queuedPrompt", () => {
  it.each([
    ["do this", "do this"],
    ["/compact", null],
    ["!ls", null],
    [lines.notification("b"), null],
    ["  ", null]
  ])("%j", (given, wanted) => {
    assert.strictEqual(queuedPrompt(given), wanted)
  })
})
