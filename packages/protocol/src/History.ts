/** What agents did: each change of a state, and the time spent in each. Times are milliseconds since the epoch. */
import { Schema } from "effect"
import { AgentStatus } from "./Agent.ts"
import { PaneId, SessionId } from "./Ids.ts"

/** A thread came into this state. */
export const HistoryEntry = Schema.Struct({
  at: Schema.Finite,
  /** The session's name at that time. */
  session: Schema.String,
  sessionId: SessionId,
  agent: Schema.String,
  threadId: Schema.String,
  threadName: Schema.NullOr(Schema.String),
  paneId: Schema.NullOr(PaneId),
  status: Schema.NullOr(AgentStatus).annotate({ description: "Null: the thread is not there any more." }),
  reason: Schema.NullOr(Schema.String).annotate({ description: "As the agent's `statusReason`." })
})
export type HistoryEntry = typeof HistoryEntry.Type

/** The time that all threads of an agent spent in a state on one day; two at once count twice. */
export const StateTime = Schema.Struct({
  day: Schema.String.annotate({ description: "The day in the daemon's time zone, such as 2026-03-01." }),
  agent: Schema.String,
  status: AgentStatus,
  millis: Schema.Finite
})
export type StateTime = typeof StateTime.Type

export const History = Schema.Struct({
  since: Schema.Finite,
  /** Now, or when the last daemon stopped watching. */
  until: Schema.Finite,
  entries: Schema.Array(HistoryEntry).annotate({ description: "Oldest first." }),
  time: Schema.Array(StateTime).annotate({ description: "The newest day first, then by agent and state." })
})
export type History = typeof History.Type
