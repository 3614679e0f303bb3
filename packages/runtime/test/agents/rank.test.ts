import { assert, describe, it } from "@effect/vitest"
import type { AgentStatus, EvidenceSource } from "@opensessions/protocol/Agent"
import type { Evidence } from "@opensessions/protocol/AgentEvent"
import { rank } from "../../src/agents/rank.ts"

type Said = readonly [EvidenceSource, AgentStatus | null, number, string?]

const evidence = ([source, status, at, reason]: Said): Evidence => ({
  source,
  status,
  at,
  reason: reason ?? null,
  detail: ""
})

describe("the rank of evidence", () => {
  const cases: ReadonlyArray<readonly [string, ReadonlyArray<Said>, number, string | null]> = [
    ["nothing said gives no verdict", [], 0, null],
    ["a live record alone decides", [["registry", "running", 10]], 0, "running"],
    [
      "a transcript can't keep a thread working that its live record calls idle",
      [
        ["registry", "idle", 10],
        ["transcript", "running", 20]
      ],
      0,
      "idle"
    ],
    [
      "a transcript names the outcome of a turn that the live record calls ended",
      [
        ["registry", "idle", 10],
        ["transcript", "error", 9, "api-error"]
      ],
      5,
      "error api-error"
    ],
    [
      "the outcome of an earlier turn is not that of a turn interrupted before any output",
      [
        ["registry", "idle", 9000],
        ["transcript", "done", 1000]
      ],
      8000,
      "idle"
    ],
    [
      "a pending tool makes busy tool-running",
      [
        ["registry", "running", 10],
        ["transcript", "tool-running", 11]
      ],
      0,
      "tool-running"
    ],
    [
      "the transcript tells what a wait is for",
      [
        ["registry", "waiting", 10, "permission"],
        ["transcript", "waiting", 11, "plan"]
      ],
      0,
      "waiting permission"
    ],
    [
      "a wait without reason takes the reason of a source below",
      [
        ["registry", "waiting", 10],
        ["transcript", "waiting", 11, "question"]
      ],
      0,
      "waiting question"
    ],
    [
      "a title beats a hook that never heard of an interrupt",
      [
        ["title", "idle", 20],
        ["hook", "running", 10]
      ],
      0,
      "idle"
    ],
    [
      "the newest of hook, plugin and api counts",
      [
        ["hook", "running", 10],
        ["api", "waiting", 20]
      ],
      0,
      "waiting"
    ],
    [
      "a hook that never heard of an interrupt gives way to a newer transcript",
      [
        ["hook", "tool-running", 1000],
        ["transcript", "interrupted", 1500]
      ],
      900,
      "interrupted"
    ],
    [
      "a wait that a hook told of stands although the tool it is about is written a moment later",
      [
        ["hook", "waiting", 1000, "permission"],
        ["transcript", "tool-running", 1091]
      ],
      900,
      "waiting permission"
    ],
    [
      "a refusal that called no hook ends the wait",
      [
        ["plugin", "waiting", 1000, "permission"],
        ["database", "interrupted", 1200]
      ],
      900,
      "interrupted"
    ],
    [
      "work long after a wait that a hook told of means that it is over",
      [
        ["hook", "waiting", 1000, "permission"],
        ["transcript", "running", 5000]
      ],
      900,
      "running"
    ],
    [
      "a screen that asks is believed before an older word of a plugin",
      [
        ["plugin", "tool-running", 1000],
        ["screen", "waiting", 1200, "permission"]
      ],
      900,
      "waiting permission"
    ],
    [
      "a hook is believed before what was read earlier",
      [
        ["hook", "running", 1000],
        ["transcript", "done", 999],
        ["screen", "idle", 998]
      ],
      900,
      "running"
    ],
    [
      "a withdrawn statement counts for nothing",
      [
        ["registry", null, 30],
        ["transcript", "running", 10]
      ],
      0,
      "running"
    ]
  ]
  for (const [name, said, turn, expected] of cases) {
    it(name, () => {
      const shown = (all: ReadonlyArray<Said>) => {
        const verdict = rank(all.map(evidence), turn)
        return verdict === null ? null : [verdict.status, verdict.reason].filter((x) => x !== null).join(" ")
      }
      assert.strictEqual(shown(said), expected)
      assert.strictEqual(shown([...said].reverse()), expected, "whatever the order")
    })
  }

  it("tells why a source that is trusted more did not win", () => {
    const because = (...said: ReadonlyArray<Said>) => rank(said.map(evidence), 900)?.because
    const refused: Said = ["database", "interrupted", 1200]
    assert.strictEqual(
      because(["plugin", "waiting", 1000, "permission"], refused),
      "database is the most trusted source that says anything; plugin said waiting before something else was seen"
    )
    assert.strictEqual(because(refused), "database is the most trusted source that says anything")
  })
})
