import type { History, HistoryEntry } from "@opensessions/protocol/History"
import { SessionId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { plain } from "../../src/cli/text/paint.ts"
import { historyLines, span } from "../../src/cli/text/history.ts"

const entry = (at: number, status: HistoryEntry["status"], reason: string | null = null): HistoryEntry => ({
  at,
  session: "api",
  sessionId: SessionId.make("$1"),
  agent: "codex",
  threadId: "t",
  threadName: "Fix\u0007 it",
  paneId: null,
  status,
  reason
})

const history: History = {
  since: 0,
  until: 400_000,
  entries: [entry(0, "running"), entry(61_000, "waiting", "permission"), entry(400_000, null)],
  time: [
    { day: "1970-01-01", agent: "codex", status: "waiting", millis: 339_000 },
    { day: "1970-01-01", agent: "codex", status: "done", millis: 1 }
  ]
}

const utc = DateTime.zoneMakeNamedUnsafe("UTC")

describe("historyLines", () => {
  it("shows a person the changes and the time that counts", () => {
    assert.deepStrictEqual(historyLines(history, { terminal: true, columns: 80, paint: plain }, utc), [
      "1970-01-01 00:00:00  api  codex  running               Fix it",
      "1970-01-01 00:01:01  api  codex  waiting (permission)  Fix it",
      "1970-01-01 00:06:40  api  codex  gone                  Fix it",
      "",
      "Time in each state",
      "1970-01-01  codex  waiting  5m"
    ])
  })

  it("gives a program one change a line, with tabs", () => {
    const lines = historyLines(history, { terminal: false, columns: 80, paint: plain }, utc)
    assert.strictEqual(lines[1], "1970-01-01T00:01:01.000Z\tapi\tcodex\twaiting (permission)\tFix it")
    assert.strictEqual(lines.length, 3)
  })

  it.each([
    [400, "0s"],
    [59_000, "59s"],
    [61_000, "1m"],
    [3_900_000, "1h 05m"],
    [90_000_000, "25h 00m"]
  ] as const)("%i ms is %s", (millis, text) => {
    assert.strictEqual(span(millis), text)
  })
})
