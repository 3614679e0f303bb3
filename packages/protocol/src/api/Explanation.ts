/** Why a thread is shown as it is: every piece of evidence, the losers too. */
import { Schema } from "effect"
import { AgentStatus, EvidenceSource } from "../Agent.ts"
import { PaneId, SessionId } from "../Ids.ts"

export const ExplainedEvidence = Schema.Struct({
  source: EvidenceSource.annotateKey({ description: "Who says it." }),
  status: Schema.NullOr(AgentStatus).annotateKey({
    description: "What it says; null where this source took back what it said."
  }),
  reason: Schema.NullOr(Schema.String).annotateKey({ description: "Why, where the source tells." }),
  at: Schema.Finite.annotate({ description: "When it became true, in milliseconds since the epoch." }),
  age: Schema.Finite.annotate({ description: "Milliseconds from then to this answer." }),
  detail: Schema.String.annotate({ description: "What was seen; never the text of a prompt." }),
  rank: Schema.Int.annotate({ description: "Its place in the order of trust, 1 is trusted most." }),
  won: Schema.Boolean.annotate({ description: "It decided the state, alone or together with another." })
})
export type ExplainedEvidence = typeof ExplainedEvidence.Type

export const Explanation = Schema.Struct({
  agent: Schema.String.annotateKey({ description: "Which agent it is." }),
  threadId: Schema.String.annotateKey({ description: "The conversation, as the agent names it." }),
  threadName: Schema.NullOr(Schema.String).annotateKey({ description: "A name for people, where there is one." }),
  status: AgentStatus.annotateKey({ description: "What it is shown as." }),
  statusReason: Schema.NullOr(Schema.String).annotateKey({ description: "Why, where that is known." }),
  since: Schema.Finite.annotateKey({ description: "When it came into this state, in milliseconds since the epoch." }),
  unseen: Schema.Boolean.annotateKey({ description: "It came to an end that nobody has seen." }),
  pid: Schema.NullOr(Schema.Int).annotateKey({ description: "Its process." }),
  cwd: Schema.NullOr(Schema.String).annotateKey({ description: "The directory it works in." }),
  paneId: Schema.NullOr(PaneId).annotateKey({ description: "The pane it was found in." }),
  sessions: Schema.Array(
    Schema.Struct({
      id: SessionId.annotateKey({ description: "Its tmux id." }),
      name: Schema.String.annotateKey({ description: "As tmux has it." })
    })
  ).annotateKey({ description: "The sessions that it is shown in." }),
  placedBy: Schema.String.annotateKey({ description: "How the thread was tied to its pane or session." }),
  because: Schema.String.annotate({ description: "Why this evidence won, in one sentence." }),
  evidence: Schema.Array(ExplainedEvidence).annotateKey({ description: "All of it, the losers too." })
})
export type Explanation = typeof Explanation.Type
