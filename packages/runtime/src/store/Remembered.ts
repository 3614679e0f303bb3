/** What survives a restart of the daemon: the shape that the database keeps and the store gives. */
import { Agent } from "@opensessions/protocol/Agent"
import { SessionId } from "@opensessions/protocol/Ids"
import { SessionMetadata } from "@opensessions/protocol/Metadata"
import { SessionFilter } from "@opensessions/protocol/State"
import { Schema } from "effect"

/** A session is found again by its id and creation time together: ids start again with a new tmux server (S51, S62). */
export const RememberedSession = Schema.Struct({
  id: SessionId,
  createdAt: Schema.Finite,
  metadata: SessionMetadata,
  hidden: Schema.Boolean,
  /** A notification that nobody has seen yet. */
  notified: Schema.Boolean
})
export type RememberedSession = typeof RememberedSession.Type

/** A thread as it was last shown. Only one that is unseen comes back by itself; the others tell news from history. */
export const RememberedThread = Schema.Struct({ sessionId: SessionId, sessionCreatedAt: Schema.Finite, agent: Agent })
export type RememberedThread = typeof RememberedThread.Type

export const Remembered = Schema.Struct({
  visible: Schema.Boolean,
  width: Schema.NullOr(Schema.Int),
  theme: Schema.NullOr(Schema.String),
  filter: Schema.NullOr(SessionFilter),
  /** Groups that are folded. */
  collapsed: Schema.Array(Schema.String),
  /** Names in displayed order, as `session-order.json` has them. */
  order: Schema.Array(Schema.String),
  sessions: Schema.Array(RememberedSession),
  threads: Schema.Array(RememberedThread)
})
export type Remembered = typeof Remembered.Type
