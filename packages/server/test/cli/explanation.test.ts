import { assert, describe, it } from "@effect/vitest"
import { explanationLines } from "../../src/cli/text/explanation.ts"
import { plain } from "../../src/cli/text/paint.ts"

describe("explanationLines", () => {
  it("tells the state, why, where, and every piece of evidence with the one that won", () => {
    const lines = explanationLines(
      {
        agent: "claude-code",
        threadId: "t1",
        threadName: null,
        status: "waiting",
        statusReason: "permission",
        since: 940_000,
        unseen: false,
        pid: 70,
        cwd: "/x",
        paneId: "%4" as never,
        sessions: [{ id: "$1" as never, name: "a\u001bpi" }],
        placedBy: "its process is the pane's",
        because: "registry is the most trusted source",
        evidence: [
          {
            source: "transcript",
            status: "running",
            reason: null,
            at: 0,
            age: 3000,
            detail: "text",
            rank: 2,
            won: false
          },
          {
            source: "registry",
            status: "waiting",
            reason: "permission",
            at: 0,
            age: 60_000,
            detail: "sessions/70",
            rank: 1,
            won: true
          },
          { source: "hook", status: null, reason: null, at: 0, age: 0, detail: "", rank: 3, won: false }
        ]
      },
      1_000_000,
      plain
    )
    assert.deepStrictEqual(lines, [
      "claude-code t1: waiting (permission) for 1m",
      "  registry is the most trusted source",
      "  pane %4, session api ($1), process 70; its process is the pane's",
      "  → 1. registry    waiting (permission), 1m ago: sessions/70",
      "    2. transcript  running, 3s ago: text",
      "    3. hook        (taken back), 0s ago: "
    ])
  })
})
