import { assert, describe, it } from "@effect/vitest"
import { threadKey } from "../../src/agents/Thread.ts"
import { nextTurns, type Turn } from "../../src/notifications/turns.ts"
import { agent } from "../journal/entries.ts"
import { startedAt, stateWith } from "./occasions.ts"

const key = threadKey("claude-code", "t")
const at = startedAt + 1000
const unseen = { unseen: true }
const turn = (status: Turn["status"], spent = false): Turn => ({ status, since: at, spent })

describe("nextTurns", () => {
  it.each([
    ["a thread that works", null, agent("running", at), ["wait"], false],
    ["a thread that waits", null, agent("waiting", at), ["tell"], false],
    ["a wait from before the daemon", null, agent("waiting", startedAt - 1), ["wait"], true],
    ["a wait that began before the same status", turn("waiting"), agent("waiting", at), [], false],
    ["an answered question", turn("waiting", true), agent("running", at + 1), ["takeBack", "renew"], true],
    ["an outcome nobody has seen", turn("running"), agent("done", at + 1, unseen), ["takeBack", "tell"], false],
    ["an outcome somebody saw at once", turn("running"), agent("done", at + 1), ["takeBack", "wait"], false],
    ["an outcome that is seen later", turn("done", true), agent("done", at), ["takeBack"], true],
    [
      "a refusal after the question was told",
      turn("waiting", true),
      agent("interrupted", at + 1, unseen),
      ["takeBack", "wait"],
      true
    ],
    ["another outcome of a turn too short to be seen", turn("done"), agent("done", at + 9, unseen), ["tell"], false]
  ] as const)("%s", (_, before, now, steps, spent) => {
    const next = nextTurns(new Map(before === null ? [] : [[key, before]]), stateWith(now), startedAt)
    assert.deepStrictEqual(
      next.steps.map(({ _tag }) => _tag),
      [...steps]
    )
    assert.strictEqual(next.turns.get(key)?.spent, spent)
  })

  it("what stands for a thread that has gone is taken back", () => {
    const next = nextTurns(new Map([[key, turn("waiting", true)]]), stateWith(), startedAt)
    assert.deepStrictEqual(next.steps, [
      { _tag: "takeBack", key },
      { _tag: "wait", key }
    ])
    assert.strictEqual(next.turns.size, 0)
  })
})
