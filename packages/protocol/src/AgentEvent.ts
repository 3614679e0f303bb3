/** What a watcher says: one piece of evidence about one thread, with what identifies the thread and its pane. */
import { Schema } from "effect"
import { AgentStatus, EvidenceSource, Tokens } from "./Agent.ts"
import { PaneId } from "./Ids.ts"

/**
 * One statement about a thread's state. A later statement of the same source replaces the earlier one.
 * `status: null` withdraws what this source said.
 */
export const Evidence = Schema.Struct({
  source: EvidenceSource,
  status: Schema.NullOr(AgentStatus),
  /** Why, where the source tells: `permission`, `question`, `plan`, `rate-limit`, `auth`, `api-error`, `background-task`, `compacting`, `suspended`. */
  reason: Schema.NullOr(Schema.String),
  /** When it became true as far as the source knows, in milliseconds since the epoch. */
  at: Schema.Finite,
  /** What was seen, for `explain`; never prompt text. */
  detail: Schema.String
})
export type Evidence = typeof Evidence.Type

/** What ties a thread to a pane. Watchers give what they know, the store decides (DESIGN, bet 3). */
export const ThreadIdentity = Schema.Struct({
  /** The agent's process, where known. */
  pid: Schema.NullOr(Schema.Int),
  /** `pid` and its ancestors, nearest first: one of them is the pane's process. */
  ancestors: Schema.Array(Schema.Int),
  /** A pane that the agent itself or its integration named; used only where no ancestor is a pane. */
  paneId: Schema.NullOr(PaneId),
  /** A session that was named by the sender, by name or id. */
  tmuxSession: Schema.NullOr(Schema.String),
  /** Real path of the working directory. */
  cwd: Schema.NullOr(Schema.String)
})
export type ThreadIdentity = typeof ThreadIdentity.Type

export const unknownIdentity: ThreadIdentity = {
  pid: null,
  ancestors: [],
  paneId: null,
  tmuxSession: null,
  cwd: null
}

/** What is shown of a thread besides its state. A null field says nothing and keeps what was known. */
export const ThreadDetails = Schema.Struct({
  threadName: Schema.NullOr(Schema.String),
  lastUserPrompt: Schema.NullOr(Schema.String),
  model: Schema.NullOr(Schema.String),
  tokens: Schema.NullOr(Tokens),
  subagents: Schema.NullOr(Schema.Int),
  /** The last moment the agent did anything, in milliseconds since the epoch. */
  lastActivityAt: Schema.NullOr(Schema.Finite)
})
export type ThreadDetails = typeof ThreadDetails.Type

export const noDetails: ThreadDetails = {
  threadName: null,
  lastUserPrompt: null,
  model: null,
  tokens: null,
  subagents: null,
  lastActivityAt: null
}

/** The unit of every watcher's stream. */
export const AgentEvent = Schema.TaggedUnion({
  /** `evidence: null` brings identity or details alone. */
  ThreadReported: {
    agent: Schema.String,
    threadId: Schema.String,
    identity: ThreadIdentity,
    details: ThreadDetails,
    evidence: Schema.NullOr(Evidence)
  },
  /** The agent's process ended. A thread that worked becomes `stale`, one at rest stays only while it is unseen. */
  ThreadExited: { agent: Schema.String, threadId: Schema.String, at: Schema.Finite, detail: Schema.String },
  /** Another thread took over this one's process (`/clear`, `--resume`): the former is not shown any more. */
  ThreadReplaced: { agent: Schema.String, threadId: Schema.String, by: Schema.String, at: Schema.Finite },
  /** The agent's own files say that a person saw the thread. */
  ThreadSeen: { agent: Schema.String, threadId: Schema.String },
  /** The thread was never one, or is of no interest any more. */
  ThreadForgotten: { agent: Schema.String, threadId: Schema.String }
})
export type AgentEvent = typeof AgentEvent.Type
