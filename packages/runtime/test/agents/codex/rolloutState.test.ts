import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { decodeRolloutLine } from "../../../src/agents/codex/decodeRollout.ts"
import { emptyRollout, reduceRollout, type RolloutState } from "../../../src/agents/codex/rolloutState.ts"
import * as lines from "./lines.ts"

const read = (all: ReadonlyArray<string>, from: RolloutState = emptyRollout) =>
  all.reduce((state, line) => {
    const record = decodeRolloutLine(line)
    return record.kind === "none" || record.kind === "unknown" ? state : reduceRollout(state, record)
  }, from)

const shows = (state: RolloutState) =>
  state.turn === null
    ? "nothing"
    : state.turn.reason === null
      ? state.turn.status
      : `${state.turn.status}(${state.turn.reason})`

const a = lines.threadId(1)
const begun = [lines.meta(0, a), lines.started(1), lines.context(2, "m"), lines.prompt(3, "go")]

const cases: Readonly<Record<string, readonly [ReadonlyArray<string>, string]>> = {
  "a new thread does nothing": [[lines.meta(0, a)], "nothing"],
  "a turn runs from its beginning": [begun, "running"],
  "a call is a tool that runs": [[...begun, lines.called(4, "c")], "tool-running"],
  "a call out of the sandbox is not called a wait: nothing says so yet": [
    [...begun, lines.escalated(4, "c")],
    "tool-running"
  ],
  "its output ends it": [[...begun, lines.called(4, "c"), lines.answered(5, "c")], "running"],
  "one of two calls goes on": [
    [...begun, lines.called(4, "c"), lines.called(4, "d"), lines.ran(5, "c")],
    "tool-running"
  ],
  "a question waits": [[...begun, lines.asked(4, "c")], "waiting(question)"],
  "an answered question runs on": [[...begun, lines.asked(4, "c"), lines.verified(5, "c")], "running"],
  "a turn's end is done": [[...begun, lines.said(4), lines.completed(5)], "done"],
  "nothing that trails after the end begins a turn": [
    [...begun, lines.completed(5), lines.said(6), lines.answered(7, "c"), lines.counted(8)],
    "done"
  ],
  "a rate limit": [
    [
      ...begun,
      lines.failed(5, "exceeded retry limit", { response_too_many_failed_attempts: { http_status_code: 429 } })
    ],
    "error(rate-limit)"
  ],
  "a usage limit": [[...begun, lines.failed(5, "You've hit your limit", "usage_limit_exceeded")], "error(rate-limit)"],
  "a missing login": [
    [...begun, lines.failed(5, "x", { http_connection_failed: { http_status_code: 401 } })],
    "error(auth)"
  ],
  "any other failure": [[...begun, lines.failed(5, "high demand", "server_overloaded")], "error(api-error)"],
  "an error inside a turn that has no last word ends in it": [
    [...begun, lines.older.error(5, "stream disconnected"), lines.completed(6, {})],
    "error(api-error)"
  ],
  "an error that was got over does not": [
    [...begun, lines.older.error(5, "stream disconnected"), lines.said(6), lines.completed(7)],
    "done"
  ],
  "an interrupt": [[...begun, lines.called(4, "c"), lines.aborted(5)], "interrupted"],
  "a replaced turn is no interrupt": [[...begun, lines.aborted(5, "replaced"), lines.started(6)], "running"],
  "the end of another turn says nothing": [
    [lines.meta(0, a), lines.started(1, "t1"), lines.started(2, "t2"), lines.aborted(3, "interrupted", "t1")],
    "running"
  ],
  "a prompt while it runs belongs to the same turn": [
    [...begun, lines.called(4, "c"), lines.prompt(5, "and")],
    "tool-running"
  ],
  "a fork has done nothing yet": [[lines.meta(0, a, { forked_from_id: "x" }), lines.context(1, "m")], "nothing"],
  "an older turn runs from its prompt": [[lines.meta(0, a), lines.older.prompt(1, "go")], "running"],
  "an older turn without a final word runs on as far as the file tells": [
    [lines.meta(0, a), lines.older.prompt(1, "go"), lines.older.message(2)],
    "running"
  ],
  "an older final answer ends it": [
    [lines.meta(0, a), lines.older.prompt(1, "go"), lines.older.message(2, "final_answer")],
    "done"
  ],
  "the oldest form": [[lines.oldest.meta(a), lines.oldest.user("go"), lines.oldest.called], "tool-running"],
  "a file of which only the end was read": [[lines.called(1, "c"), lines.answered(2, "c"), lines.said(3)], "running"],
  "its turn ends as any other": [[lines.answered(2, "c"), lines.completed(3)], "done"]
}

describe("reduceRollout", () => {
  for (const [name, [all, expected]] of Object.entries(cases))
    it(name, () => assert.strictEqual(shows(read(all)), expected))

  it("a turn that ends with a plan says so", () => {
    assert.isTrue(read([...begun, lines.planned(4), lines.completed(5)]).turn?.planned)
    assert.isFalse(read([...begun, lines.planned(4), lines.aborted(5)]).turn?.planned)
    assert.isFalse(read([...begun, lines.planned(4), lines.completed(5), lines.started(6)]).turn?.planned)
  })

  it("name, prompt, model, tokens, directory and children", () => {
    const state = read([
      ...begun,
      lines.spawned(4, "x"),
      lines.spawned(5, "x"),
      lines.counted(6),
      lines.prompt(7, "more\nof it")
    ])
    const { children, cwd, lastPrompt, model, name, tokens } = state
    assert.deepStrictEqual(
      { children, cwd, lastPrompt, model, name, tokens },
      {
        children: ["x"],
        cwd: "/work",
        lastPrompt: "more\nof it",
        model: "m",
        name: "go",
        tokens: { input: 100, output: 30, contextUsed: 70 }
      }
    )
  })

  it("the meta of a copied history is not its own", () => {
    const state = read([lines.meta(0, a), lines.subagentMeta(1, "b", "c")])
    assert.deepInclude(state, { threadId: a, role: "user", parent: null })
  })

  it("control characters reach nobody", () => {
    const state = read([...begun, lines.prompt(4, "\u001b]0;x\u0007evil\u001b[2J")])
    assert.strictEqual(state.lastPrompt, "evil")
  })

  const all = Object.values(cases).map(([one]) => one)
  it.prop(
    "is the same whatever way the file was cut into reads",
    [Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: all.length - 1 })), Schema.Array(Schema.Int)],
    ([which, cuts]) => {
      const whole = all[which] ?? []
      let state = emptyRollout
      let at = 0
      for (const cut of cuts) {
        const to = at + (Math.abs(cut) % 3)
        state = read(whole.slice(at, to), state)
        at = to
      }
      assert.deepStrictEqual(read(whole.slice(at), state), read(whole))
    }
  )

  it.prop("never throws, whatever comes in whatever order", [Schema.Array(Schema.Int)], ([picks]) => {
    const pool = all.flat()
    const state = read(picks.map((pick) => pool[Math.abs(pick) % pool.length] ?? ""))
    assert.isTrue(state.turn === null || typeof state.turn.status === "string")
  })
})
