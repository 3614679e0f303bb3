/** Why a thread is shown as it is: every piece of evidence, the losers too. */
import { Schema } from "effect"
import { AgentStatus, EvidenceSource } from "../Agent.ts"
import { PaneId, SessionId } from "../Ids.ts"

export const ExplainedEvidence = Schema.Struct({
  source: EvidenceSource,
  /** Null where this source took back what it said. */
  status: Schema.NullOr(AgentStatus),
  reason: Schema.NullOr(Schema.String),
  at: Schema.Finite.annotate({ description: "When it became true, in milliseconds since the epoch." }),
  age: Schema.Finite.annotate({ description: "Milliseconds from then to this answer." }),
  detail: Schema.String.annotate({ description: "What was seen; never the text of a prompt." }),
  rank: Schema.Int.annotate({ description: "Its place in the order of trust, 1 is trusted most." }),
  won: Schema.Boolean.annotate({ description: "It decided the state, alone or together with another." })
})
export type ExplainedEvidence = typeof ExplainedEvidence.Type

export const Explanation = Schema.Struct({
  agent: Schema.String,
  threadId: Schema.String,
  threadName: Schema.NullOr(Schema.String),
  status: AgentStatus,
  statusReason: Schema.NullOr(Schema.String),
  since: Schema.Finite,
  unseen: Schema.Boolean,
  pid: Schema.NullOr(Schema.Int),
  cwd: Schema.NullOr(Schema.String),
  paneId: Schema.NullOr(PaneId),
  sessions: Schema.Array(Schema.Struct({ id: SessionId, name: Schema.String })),
  /** How the thread was tied to its pane or session. */
  placedBy: Schema.String,
  because: Schema.String.annotate({ description: "Why this evidence won, in one sentence." }),
  evidence: Schema.Array(ExplainedEvidence)
})
export type Explanation = typeof Explanation.Type
