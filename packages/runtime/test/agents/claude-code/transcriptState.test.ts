import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { decodeTranscriptLine } from "../../../src/agents/claude-code/transcriptRecord.ts"
import {
  emptyTranscript,
  reduceTranscript,
  type TranscriptState
} from "../../../src/agents/claude-code/transcriptState.ts"
import * as lines from "./lines.ts"

const read = (all: ReadonlyArray<string>, from: TranscriptState = emptyTranscript): TranscriptState =>
  all.reduce((state, line) => {
    const record = decodeTranscriptLine(line)
    return record.kind === "none" || record.kind === "unknown" ? state : reduceTranscript(state, record)
  }, from)

const state = (all: ReadonlyArray<string>) => {
  const { turn } = read(all)
  return turn === null
    ? null
    : `${turn.status}${turn.reason === null ? "" : `(${turn.reason})`} ${turn.at - lines.epoch}`
}

const p = lines.prompt(10, "go")

describe("the state at the end of a transcript", () => {
  it.each([
    ["nothing yet", [], null],
    ["a prompt", [p], "running 10"],
    ["thinking", [p, lines.text(20, { stop: null })], "running 10"],
    ["a tool", [p, lines.call(20, "Bash")], "tool-running 20"],
    ["a tool's result", [p, lines.call(20, "Bash"), lines.result(30, "t20")], "running 30"],
    [
      "two tools, one answered",
      [p, lines.call(20, "Bash", "a"), lines.call(21, "Bash", "b"), lines.result(30, "a")],
      "tool-running 20"
    ],
    ["a question", [p, lines.call(20, "AskUserQuestion")], "waiting(question) 20"],
    ["a plan", [p, lines.call(20, "ExitPlanMode")], "waiting(plan) 20"],
    ["an answered question", [p, lines.call(20, "AskUserQuestion"), lines.result(30, "t20")], "running 30"],
    ["the last message", [p, lines.text(20)], "done 20"],
    ["the turn's end after it", [p, lines.text(20), lines.ended(30)], "done 20"],
    [
      "an interrupted answer",
      [p, lines.text(20, { stop: null, more: { isAbortedMidStream: true } }), lines.interrupted(21)],
      "interrupted 20"
    ],
    [
      "an interrupted tool",
      [p, lines.call(20, "Bash"), lines.result(30, "t20"), lines.interrupted(31, true)],
      "interrupted 31"
    ],
    [
      "a denied tool",
      [
        p,
        lines.call(20, "Bash"),
        lines.result(30, "t20", { toolDenialKind: "user-rejected" }),
        lines.interrupted(31, true)
      ],
      "interrupted 31"
    ],
    ["a failure", [p, lines.failed(20, "server_error", 500)], "error(api-error) 20"],
    ["a failure and the turn's end", [p, lines.failed(20, "rate_limit", 429), lines.ended(21)], "error(rate-limit) 20"],
    ["a refusal", [p, lines.text(20, { stop: "refusal" }), lines.failed(21, "invalid_request")], "error(api-error) 21"],
    [
      "too many tokens",
      [p, lines.text(20, { stop: "max_tokens" }), lines.failed(21, "max_output_tokens")],
      "error(api-error) 21"
    ],
    ["a new prompt after a failure", [p, lines.failed(20, "rate_limit"), lines.prompt(30, "again")], "running 30"],
    [
      "work after a stop hook objected",
      [p, lines.text(20), lines.meta(21, "not yet"), lines.call(30, "Bash")],
      "tool-running 30"
    ],
    ["a subagent's end", [p, lines.call(20, "Agent"), lines.sidechain(30)], "tool-running 20"],
    [
      "/compact",
      [p, lines.text(20), lines.compacted(40, "manual"), lines.local(30, "<command-name>/compact</command-name>")],
      "done 40"
    ],
    [
      "a compaction in mid-turn",
      [p, lines.call(20, "Bash"), lines.result(30, "t20"), lines.compacted(40, "auto")],
      "running 30"
    ],
    [
      "a queued /compact that begins",
      [p, lines.queue(15, "enqueue", "/compact"), lines.text(20), lines.queue(25, "dequeue"), lines.ended(22)],
      "running(compacting) 25"
    ],
    [
      "a queued prompt that begins",
      [
        p,
        lines.queue(15, "enqueue", "next"),
        lines.text(20),
        lines.queue(25, "dequeue"),
        lines.ended(22),
        lines.prompt(26, "next")
      ],
      "running 26"
    ],
    [
      "a shell command in older versions",
      [
        p,
        lines.text(20),
        lines.local(30, "<bash-input>ls</bash-input>"),
        lines.local(31, "<bash-stdout>a</bash-stdout>")
      ],
      "done 20"
    ],
    ["/clear alone", [lines.meta(5, "caveat"), lines.local(5, "<command-name>/clear</command-name>")], null],
    [
      "a background report in the queue",
      [p, lines.text(20), lines.ended(21, 1), lines.queue(30, "enqueue", lines.notification("a1"))],
      "running(background-task) 30"
    ]
  ])("%s", (_, all, wanted) => {
    assert.strictEqual(state(all), wanted)
  })
})

describe("details", () => {
  it("the last prompt is what a person asked for last", () => {
    const all = [p, lines.meta(11, "m"), lines.local(12, "<command-name>/cost</command-name>"), lines.text(20)]
    assert.strictEqual(read(all).lastPrompt, "go")
    assert.strictEqual(read([...all, lines.queue(30, "enqueue", "and then")]).lastPrompt, "and then")
    assert.strictEqual(read([...all, lines.queue(30, "enqueue", "/compact")]).lastPrompt, "go")
    assert.strictEqual(
      read([...all, lines.prompt(30, lines.notification("a"), { promptSource: "system" })]).lastPrompt,
      "go"
    )
  })

  it("what the file remembers of the last prompt serves where the prompt itself is out of reach", () => {
    const last = JSON.stringify({ type: "last-prompt", lastPrompt: "from before" })
    assert.strictEqual(read([last, lines.text(20)]).lastPrompt, "from before")
    assert.strictEqual(read([p, last]).lastPrompt, "go")
  })

  it("the blocks of a message count once, requests add up, the context is the last request's", () => {
    const usage = (output: number) => ({ input_tokens: 10, cache_read_input_tokens: 90, output_tokens: output })
    const all = [
      p,
      lines.text(20, { id: "a", stop: null, usage: usage(1) }),
      lines.text(21, { id: "a", stop: "tool_use", usage: usage(7) })
    ]
    assert.deepStrictEqual(read(all).tokens, { input: 10, output: 7, contextUsed: 100 })
    assert.deepStrictEqual(read([...all, lines.text(30, { id: "b", usage: usage(3) })]).tokens, {
      input: 20,
      output: 10,
      contextUsed: 100
    })
    assert.strictEqual(read([...all, lines.compacted(40, "manual", 33)]).tokens?.contextUsed, 33)
  })

  it("agents in the background are known until they report", () => {
    const all = [p, lines.call(20, "Agent"), lines.launched(21, "t20", "a1"), lines.text(22), lines.ended(23, 1)]
    assert.deepStrictEqual([...read(all).agents.keys()], ["a1"])
    assert.strictEqual(read([...all, lines.queue(30, "enqueue", lines.notification("a1"))]).agents.size, 0)
    assert.strictEqual(read([...all, lines.prompt(30, "stop it"), lines.text(31), lines.ended(32)]).agents.size, 0)
  })

  it.prop(
    "the same whatever way the file was cut into reads",
    [Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 12 })))],
    ([order]) => {
      const makers: ReadonlyArray<(at: number) => string> = [
        (at) => lines.prompt(at, `p${at}`),
        (at) => lines.text(at),
        (at) => lines.call(at, "Bash", `t${at}`),
        (at) => lines.result(at, `t${at - 1}`),
        (at) => lines.call(at, "AskUserQuestion", `t${at}`),
        (at) => lines.interrupted(at),
        (at) => lines.failed(at, "rate_limit"),
        (at) => lines.ended(at, at % 2),
        (at) => lines.queue(at, "enqueue", "/compact"),
        (at) => lines.queue(at, "dequeue"),
        (at) => lines.launched(at, `t${at - 1}`, `a${at}`),
        (at) => lines.compacted(at, at % 2 === 0 ? "auto" : "manual"),
        (at) => lines.queue(at, "enqueue", lines.notification(`a${at - 1}`))
      ]
      const all = order.map((index, at) => makers[index]?.(at) ?? "")
      const whole = read(all)
      for (let cut = 0; cut <= all.length; cut++)
        assert.deepStrictEqual(read(all.slice(cut), read(all.slice(0, cut))), whole)
    }
  )
})
