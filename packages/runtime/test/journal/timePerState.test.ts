import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { timePerState } from "../../src/journal/timePerState.ts"
import { entry } from "./entries.ts"

const berlin = DateTime.zoneMakeNamedUnsafe("Europe/Berlin")
const at = (local: string) =>
  DateTime.toEpochMillis(DateTime.makeZonedUnsafe(local, { timeZone: berlin, adjustForTimeZone: true }))
const minutes = (n: number) => n * 60_000

const sums = (...[entries, period]: [Parameters<typeof timePerState>[0], Parameters<typeof timePerState>[1]]) =>
  timePerState(entries, period, berlin).map(({ agent, day, millis, status }) => [day, agent, status, millis / 60_000])

describe("timePerState", () => {
  const noon = at("2026-03-10T12:00:00")

  it("sums from change to change, of the last state until the end, and nothing of a thread that has gone", () => {
    const entries = [
      entry(noon, "running"),
      entry(noon + minutes(10), "waiting"),
      entry(noon + minutes(12), "running"),
      entry(noon + minutes(20), null),
      entry(noon + minutes(30), "waiting", { threadId: "u", agent: "codex" })
    ]
    assert.deepStrictEqual(sums(entries, { since: noon, until: noon + minutes(60) }), [
      ["2026-03-10", "claude-code", "running", 18],
      ["2026-03-10", "claude-code", "waiting", 2],
      ["2026-03-10", "codex", "waiting", 30]
    ])
  })

  it("two threads of one agent at the same time count twice", () => {
    const entries = [entry(noon, "running"), entry(noon, "running", { threadId: "u" })]
    assert.deepStrictEqual(sums(entries, { since: noon, until: noon + minutes(5) }), [
      ["2026-03-10", "claude-code", "running", 10]
    ])
  })

  it("what began before the period counts from its beginning on", () => {
    const entries = [entry(noon - minutes(600), "waiting")]
    assert.deepStrictEqual(sums(entries, { since: noon, until: noon + minutes(3) }), [
      ["2026-03-10", "claude-code", "waiting", 3]
    ])
  })

  it("a night is shared between its days, the newest first; the day of 23 hours has 23", () => {
    const entries = [entry(at("2026-03-28T22:00:00"), "waiting")]
    assert.deepStrictEqual(sums(entries, { since: 0, until: at("2026-03-30T01:00:00") }), [
      ["2026-03-30", "claude-code", "waiting", 60],
      ["2026-03-29", "claude-code", "waiting", 23 * 60],
      ["2026-03-28", "claude-code", "waiting", 120]
    ])
  })
})
