import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { decodeChatLine } from "../../../src/agents/gemini/chatRecord.ts"
import { type Chat, emptyChat, reduceChat } from "../../../src/agents/gemini/chatState.ts"
import { type ChatFile, readChat } from "../../../src/agents/gemini/readChat.ts"
import { FileTail } from "../../../src/files/FileTail.ts"
import * as lines from "./lines.ts"

const play = (all: ReadonlyArray<string>): Chat => all.map(decodeChatLine).reduce(reduceChat, emptyChat)

const told = ({ turn }: Chat) =>
  turn === null ? "nothing" : turn.reason === null ? turn.status : `${turn.status}(${turn.reason})`

const scenarios: ReadonlyArray<[string, ReadonlyArray<string>, string]> = [
  ["a new chat", [lines.header("s"), lines.context(0), lines.touched(1)], "nothing"],
  ["a prompt", [lines.user(1, "go")], "running"],
  ["an answer that begins", [lines.user(1, "go"), lines.answer(2, "")], "running"],
  ["an answer", [lines.user(1, "go"), lines.answer(2, "done"), lines.touched(2)], "done"],
  ["a tool", [lines.user(1, "go"), lines.answer(2, ""), lines.calls(2)], "tool-running"],
  ["a tool that ended", [lines.user(1, "go"), lines.calls(2), lines.result(3)], "running"],
  ["a tool and an answer", [lines.user(1, "go"), lines.calls(2), lines.result(3), lines.answer(4, "done")], "done"],
  ["a cancelled request", [lines.user(1, "go"), lines.cancelled(2)], "interrupted"],
  [
    "a cancelled request, after which all is said again",
    [lines.user(1, "go"), lines.cancelled(2), lines.context(3), lines.user(3, "go"), lines.repeated(3, "done")],
    "interrupted"
  ],
  ["a prompt after that", [lines.cancelled(2), lines.context(3), lines.user(3, "go"), lines.user(9, "on")], "running"],
  ["a failure", [lines.user(1, "go"), lines.error(2, "[API Error: 400]"), lines.info(2)], "error(api-error)"],
  ["a limit", [lines.user(1, "go"), lines.error(2, "[API Error: 429 Too Many Requests]")], "error(rate-limit)"],
  ["a key that is refused", [lines.user(1, "go"), lines.error(2, "API key not valid")], "error(auth)"]
]

const words = [
  lines.header("s"),
  lines.context(0),
  lines.touched(1),
  lines.user(2, "go – ünï ✦"),
  lines.calls(3),
  lines.result(4),
  lines.answer(5, "done"),
  lines.cancelled(6),
  lines.context(7),
  lines.repeated(7, "again"),
  lines.error(8, "429"),
  "no record"
]

describe("a chat", () => {
  it.each(scenarios)("%s", (_, all, wanted) => assert.strictEqual(told(play(all)), wanted))

  it("has a name, a model and tokens", () => {
    const chat = play([lines.header("s"), lines.user(1, "mend it"), lines.answer(2, "done"), lines.user(3, "on")])
    const { context, firstPrompt, id, input, main, model, output, prompt } = chat
    assert.deepStrictEqual(
      { context, firstPrompt, id, input, main, model, output, prompt },
      { context: 7, firstPrompt: "mend it", id: "s", input: 5, main: true, model: "model-1", output: 2, prompt: "on" }
    )
  })

  it("of a subagent is none", () => assert.isFalse(play([lines.header("s", 0, "subagent")]).main))

  it("knows what it doesn't know", () => {
    assert.deepStrictEqual(decodeChatLine('{"type":"new"}'), { kind: "unknown", type: "new" })
    assert.deepStrictEqual(decodeChatLine("{half"), { kind: "unknown", type: "no record" })
  })

  it.prop("of any text does no harm", [Schema.Array(Schema.String)], ([all]) => {
    play(all)
  })

  it.prop("of any JSON does no harm", [Schema.Array(Schema.Json)], ([all]) => {
    play(
      all.map((one) => JSON.stringify({ type: "gemini", timestamp: "x", content: one, toolCalls: one, tokens: one }))
    )
    play(all.map((one) => JSON.stringify(one)))
  })

  it.effect.prop(
    "is the same however its file was cut into pieces",
    [
      Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: words.length - 1 }))),
      Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 200 })))
    ],
    ([chosen, cuts]) =>
      Effect.gen(function* () {
        const tail = yield* FileTail
        const directory = yield* Effect.acquireRelease(
          Effect.sync(() => mkdtempSync(join(tmpdir(), "os-gemini-"))),
          (path) => Effect.sync(() => rmSync(path, { recursive: true }))
        )
        const path = join(directory, "session-1.jsonl")
        const all = chosen.map((index) => words[index] ?? "")
        const bytes = Buffer.from(all.map((one) => `${one}\n`).join(""))
        writeFileSync(path, "")
        let file: ChatFile | null = null
        for (let at = 0, next = 0; at < bytes.length; next++) {
          const length = cuts[next % Math.max(1, cuts.length)] ?? bytes.length
          appendFileSync(path, bytes.subarray(at, at + length))
          at += length
          file = yield* readChat(tail, path, file, () => Effect.void)
        }
        assert.deepStrictEqual(file?.chat ?? emptyChat, play(all))
      }).pipe(Effect.scoped, Effect.provide(FileTail.layer))
  )
})
