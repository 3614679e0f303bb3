import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { decodeSessionLine } from "../../../src/agents/pi/sessionRecord.ts"
import { emptySession, type PiSession, reduceSession } from "../../../src/agents/pi/sessionState.ts"
import * as lines from "./lines.ts"

const play = (all: ReadonlyArray<string>, from: PiSession = emptySession): PiSession =>
  all.map(decodeSessionLine).reduce(reduceSession, from)

const told = ({ turn }: PiSession) =>
  turn === null
    ? "nothing"
    : [turn.reason === null ? turn.status : `${turn.status}(${turn.reason})`]
        .concat(turn.mayWait ? "may wait" : [], turn.mayRetry ? "may be tried again" : [])
        .join(", ")

const scenarios: ReadonlyArray<[string, ReadonlyArray<string>, string]> = [
  ["an empty file", [], "nothing"],
  ["a session without a turn", [lines.header("s", "/work"), lines.model("m")], "nothing"],
  ["a prompt", [lines.user(1, "go")], "running"],
  ["an answer", [lines.user(1, "go"), lines.assistant(2, "stop")], "done"],
  ["an answer at its longest", [lines.user(1, "go"), lines.assistant(2, "length")], "done"],
  ["a tool", [lines.user(1, "go"), lines.calls(2, 1)], "tool-running, may wait"],
  ["a tool that ended", [lines.user(1, "go"), lines.calls(2, 1), lines.result(3)], "running"],
  ["one of two tools that ended", [lines.calls(2, 2), lines.result(3)], "tool-running, may wait"],
  ["Esc", [lines.user(1, "go"), lines.assistant(2, "aborted")], "interrupted"],
  ["a failure", [lines.user(1, "go"), lines.failure(2, "500 x")], "error(api-error), may be tried again"],
  ["a limit", [lines.failure(2, "429 too many requests")], "error(rate-limit), may be tried again"],
  ["no key", [lines.failure(2, "401 unauthorized")], "error(auth), may be tried again"],
  ["a command of the person", [lines.user(1, "go"), lines.assistant(2, "stop"), lines.shell(3)], "done"],
  ["a summary that was asked for", [lines.assistant(2, "stop"), lines.compaction(3)], "idle"],
  ["a summary in the middle", [lines.user(1, "go"), lines.compaction(3)], "running"],
  ["what nobody knows", [lines.user(1, "go"), '{"type":"new"}', "{", "null"], "running"]
]

describe("a session's file", () => {
  it.each(scenarios)("%s", (_, all, wanted) => {
    assert.strictEqual(told(play(all)), wanted)
  })

  it("tells name, prompt, model and tokens", () => {
    const usage = { input: 100, output: 20, cacheRead: 7, cacheWrite: 3 }
    const session = play([
      lines.header("s", "/work"),
      lines.model("first"),
      lines.user(1, "go"),
      lines.assistant(2, "stop", { model: "second", usage }),
      lines.name("Mending")
    ])
    const { context, id, input, model, name, output, prompt } = session
    assert.deepStrictEqual(
      { context, id, input, model, name, output, prompt },
      { context: 130, id: "s", input: 110, model: "second", name: "Mending", output: 20, prompt: "go" }
    )
  })

  it.prop("is the same in whatever pieces it came", [Schema.Array(Schema.Literals([0, 1, 2, 3]))], ([cuts]) => {
    const all = scenarios.flatMap(([, some]) => some)
    let session = emptySession
    let at = 0
    for (const cut of cuts) {
      session = play(all.slice(at, at + cut), session)
      at += cut
    }
    assert.deepStrictEqual(play(all.slice(at), session), play(all))
  })

  it.prop("with any text in it does no harm", [Schema.String, Schema.Unknown], ([text, value]) => {
    play([text, JSON.stringify(value) ?? "", JSON.stringify({ type: "message", message: value }) ?? ""])
  })
})
