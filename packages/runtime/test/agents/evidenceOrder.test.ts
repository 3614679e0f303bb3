/** In which order independent evidence arrives must not matter: sources are read by fibers of their own. */
import { assert, describe, it } from "@effect/vitest"
import { AgentStatus, EvidenceSource } from "@opensessions/protocol/Agent"
import { type Evidence, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { Schema } from "effect"
import { rank } from "../../src/agents/rank.ts"
import { report } from "../../src/agents/settle.ts"
import { nowhere, type Thread } from "../../src/agents/Thread.ts"

const epoch = 1_000_000

/** What one moment may bring: sources speak of the same turn, with clocks that differ by less than a second. */
const Statement = Schema.Struct({
  source: EvidenceSource,
  status: Schema.NullOr(AgentStatus),
  reason: Schema.NullOr(Schema.Literals(["permission", "question", "api-error"])),
  at: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 900 }))
})

const evidenceOf = (all: ReadonlyArray<typeof Statement.Type>): ReadonlyArray<Evidence> => [
  ...new Map(all.map((one) => [one.source, { ...one, at: epoch + one.at, detail: one.source }])).values()
]

/** Another order of the same, picked by these numbers. */
const shuffled = <A>(all: ReadonlyArray<A>, picks: ReadonlyArray<number>): ReadonlyArray<A> => {
  const left = [...all]
  const out: Array<A> = []
  for (let i = 0; left.length > 0; i++) out.push(...left.splice(Math.abs(picks[i] ?? 0) % left.length, 1))
  return out
}

const around = { place: () => nowhere, watched: () => false, stopped: () => false, earlier: null, startedAt: 0 }
const settled = (all: ReadonlyArray<Evidence>): Thread | null => {
  let thread: Thread | null = null
  for (const evidence of all)
    thread = report(
      thread,
      { _tag: "ThreadReported", agent: "x", threadId: "t", identity: unknownIdentity, details: noDetails, evidence },
      around
    )
  return thread
}

const statements = Schema.Array(Statement)
const order = Schema.Array(Schema.Int)

describe("the order of independent evidence", () => {
  it.prop("changes no verdict", [statements, order], ([all, picks]) => {
    const evidence = evidenceOf(all)
    assert.deepStrictEqual(rank(shuffled(evidence, picks), epoch), rank(evidence, epoch))
  })

  it.prop("changes no thread's state", [statements, order], ([all, picks]) => {
    const evidence = evidenceOf(all)
    const shown = (thread: Thread | null) =>
      thread === null ? null : { ...thread.verdict, at: 0, saidAt: 0, unseen: thread.unseen }
    assert.deepStrictEqual(shown(settled(shuffled(evidence, picks))), shown(settled(evidence)))
  })

  it("decides between equals of one time by their names", () => {
    const of = (source: EvidenceSource, status: AgentStatus): Evidence => ({
      source,
      status,
      reason: null,
      at: epoch,
      detail: ""
    })
    const both = [of("hook", "running"), of("api", "waiting")]
    assert.strictEqual(rank(both, 0)?.source, rank(both.toReversed(), 0)?.source)
  })
})
