import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { decodeThread } from "../../../src/agents/amp/threadDocument.ts"
import * as documents from "./documents.ts"

const { answer, ids, result, user } = documents

const told = (...messages: ReadonlyArray<unknown>) => {
  const turn = decodeThread(documents.thread(ids.first, "/work", messages))?.turn
  return turn == null ? "nothing" : turn.reason === null ? turn.status : `${turn.status}(${turn.reason})`
}

describe("a thread's file", () => {
  it.each<[string, ReadonlyArray<unknown>, string]>([
    ["without a message", [], "nothing"],
    ["with a prompt", [user("go")], "running"],
    ["with an answer that streams", [user("go"), answer("streaming")], "running"],
    ["with a tool called", [user("go"), answer("complete", "tool_use")], "running"],
    ["with a tool that runs", [user("go"), answer("complete", "tool_use"), result("in-progress")], "tool-running"],
    ["with a permission", [result("blocked-on-user")], "waiting(permission)"],
    ["with a permission and a tool that runs", [result("in-progress", "blocked-on-user")], "waiting(permission)"],
    ["with one of two tools ended", [result("done", "in-progress")], "tool-running"],
    ["with a tool that ended", [result("done")], "running"],
    ["with a tool that failed", [result("error")], "running"],
    ["with a refusal", [result("rejected-by-user")], "interrupted"],
    ["with a cancelled tool", [result("cancelled")], "interrupted"],
    ["with an answer", [user("go"), answer("complete", "end_turn")], "done"],
    ["with a cancelled answer", [user("go"), answer("cancelled")], "interrupted"],
    ["with a failed answer", [user("go"), answer("error")], "error(api-error)"],
    ["with an answer at its longest", [user("go"), answer("complete", "max_tokens")], "error(api-error)"],
    ["with a next prompt", [answer("complete", "end_turn"), user("on")], "running"],
    ["with a word that is new", [answer("pondering")], "running"]
  ])("%s", (_, messages, wanted) => assert.strictEqual(told(...messages), wanted))

  it("has a name, directories, a model and tokens", () => {
    const messages = [user("first"), answer("complete", "end_turn"), user("second"), answer("streaming")]
    const found = decodeThread(documents.thread(ids.first, "/my%20work", messages))
    assert.deepStrictEqual(
      { ...found, turn: null },
      {
        id: ids.first,
        title: "mend it",
        directories: ["/my work"],
        prompt: "second",
        model: "model-1",
        input: 30,
        output: 4,
        context: 17,
        turn: null,
        unknown: null
      }
    )
  })

  it("tells what it doesn't know", () => {
    assert.strictEqual(decodeThread(documents.thread(ids.first, "/", [result("frozen")]))?.unknown, "run frozen")
    assert.strictEqual(decodeThread(documents.thread(ids.first, "/", [answer("odd")]))?.unknown, "state odd")
  })

  it("with an id that leads elsewhere is none", () => {
    assert.isNull(decodeThread(documents.thread("T-../../x", "/", [])))
    assert.isNull(decodeThread(documents.thread("x", "/", [])))
  })

  const whole = documents.thread(ids.first, "/wörk", [user("ünï"), answer("complete", "end_turn")])

  it.prop("that is not whole is none", [Schema.Int], ([cut]) => {
    const bytes = Buffer.from(whole)
    const text = bytes.subarray(0, Math.abs(cut) % bytes.length).toString("utf8")
    assert.isNull(decodeThread(text))
  })

  it.prop("of any text or value does no harm", [Schema.String, Schema.Json], ([text, value]) => {
    decodeThread(text)
    decodeThread(JSON.stringify(value))
    decodeThread(JSON.stringify({ id: "T-1", title: value, messages: value, env: value }))
    decodeThread(JSON.stringify({ id: "T-1", messages: [value, { role: "user", content: value }] }))
    decodeThread(
      JSON.stringify({ id: "T-1", messages: [{ role: "assistant", content: value, state: value, usage: value }] })
    )
    decodeThread(JSON.stringify({ id: "T-1", messages: [], env: { initial: { trees: [value, { uri: text }] } } }))
  })
})
