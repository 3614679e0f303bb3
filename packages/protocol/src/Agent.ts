/** The words for coding agents and their states. */
import { Schema } from "effect"
import { PaneId } from "./Ids.ts"

/** What a thread does now. `waiting` means blocked on a human; `stale`: its last word was work, its process is gone. */
export const AgentStatus = Schema.Literals([
  "idle",
  "running",
  "tool-running",
  "waiting",
  "done",
  "error",
  "interrupted",
  "stale"
])
export type AgentStatus = typeof AgentStatus.Type

/** Where a statement about an agent comes from. `registry` is the agent's own live record. */
export const EvidenceSource = Schema.Literals([
  "registry",
  "process",
  "title",
  "hook",
  "plugin",
  "api",
  "screen",
  "database",
  "transcript"
])
export type EvidenceSource = typeof EvidenceSource.Type

/** Tokens of a thread; `contextUsed` is what the last request put into the model's context. */
export const Tokens = Schema.Struct({
  input: Schema.Int,
  output: Schema.Int,
  contextUsed: Schema.Int,
  /** How much the model's context holds, where the agent says so. */
  contextSize: Schema.optionalKey(Schema.Int)
})
export type Tokens = typeof Tokens.Type

/** The evidence that decided a state. `at` is in milliseconds since the epoch. */
export const WinningEvidence = Schema.Struct({ source: EvidenceSource, at: Schema.Finite })
export type WinningEvidence = typeof WinningEvidence.Type

/** One conversation with an agent, as everybody outside sees it. Times are milliseconds since the epoch. */
export const Agent = Schema.Struct({
  agent: Schema.String,
  threadId: Schema.String,
  threadName: Schema.NullOr(Schema.String),
  status: AgentStatus,
  statusReason: Schema.NullOr(Schema.String),
  since: Schema.Finite,
  lastActivityAt: Schema.Finite,
  unseen: Schema.Boolean,
  paneId: Schema.NullOr(PaneId),
  pid: Schema.NullOr(Schema.Int),
  cwd: Schema.NullOr(Schema.String),
  lastUserPrompt: Schema.NullOr(Schema.String),
  model: Schema.NullOr(Schema.String),
  tokens: Schema.NullOr(Tokens),
  /** Subagents of this thread that work now; they are never rows of their own. */
  subagents: Schema.Int,
  evidence: WinningEvidence
})
export type Agent = typeof Agent.Type

/** Statuses that ask for a look when nobody was looking. */
export const isTerminal = (status: AgentStatus): boolean =>
  status === "done" || status === "error" || status === "interrupted" || status === "stale"

/** Statuses of a thread that works or is blocked in the middle of work. */
export const isActive = (status: AgentStatus): boolean =>
  status === "running" || status === "tool-running" || status === "waiting"

/** How urgent a thread is; 0 is the most urgent. A running thread never hides a waiting one. */
export const urgency = (thread: { readonly status: AgentStatus; readonly unseen: boolean }): number => {
  switch (thread.status) {
    case "waiting":
      return 0
    case "error":
      return 1
    case "stale":
      return 2
    case "interrupted":
      return 3
    case "done":
      return thread.unseen ? 4 : 7
    case "tool-running":
      return 5
    case "running":
      return 6
    case "idle":
      return 8
  }
}
