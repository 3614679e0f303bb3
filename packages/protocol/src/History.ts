/** What agents did: each change of a state, and the time spent in each. Times are milliseconds since the epoch. */
import { Schema } from "effect"
import { AgentStatus } from "./Agent.ts"
import { PaneId, SessionId } from "./Ids.ts"

/** A thread came into this state. */
export const HistoryEntry = Schema.Struct({
  at: Schema.Finite.annotateKey({ description: "When, in milliseconds since the epoch." }),
  session: Schema.String.annotateKey({ description: "The session's name at that time." }),
  sessionId: SessionId.annotateKey({ description: "Its tmux id." }),
  agent: Schema.String.annotateKey({ description: "Which agent." }),
  threadId: Schema.String.annotateKey({ description: "Which conversation." }),
  threadName: Schema.NullOr(Schema.String).annotateKey({ description: "Its name for people." }),
  paneId: Schema.NullOr(PaneId).annotateKey({ description: "The pane it ran in." }),
  status: Schema.NullOr(AgentStatus).annotate({ description: "Null: the thread is not there any more." }),
  reason: Schema.NullOr(Schema.String).annotate({ description: "As the agent's `statusReason`." })
})
export type HistoryEntry = typeof HistoryEntry.Type

/** The time that all threads of an agent spent in a state on one day; two at once count twice. */
export const StateTime = Schema.Struct({
  day: Schema.String.annotate({ description: "The day in the daemon's time zone, such as 2026-03-01." }),
  agent: Schema.String.annotateKey({ description: "Which agent." }),
  status: AgentStatus.annotateKey({ description: "Which state." }),
  millis: Schema.Finite.annotateKey({ description: "How long, in milliseconds." })
})
export type StateTime = typeof StateTime.Type

export const History = Schema.Struct({
  since: Schema.Finite.annotateKey({ description: "From when, in milliseconds since the epoch." }),
  until: Schema.Finite.annotateKey({
    description: "Now, or when the last daemon stopped watching, in milliseconds since the epoch."
  }),
  entries: Schema.Array(HistoryEntry).annotate({ description: "Oldest first." }),
  time: Schema.Array(StateTime).annotate({ description: "The newest day first, then by agent and state." })
})
export type History = typeof History.Type
