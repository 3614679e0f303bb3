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
  input: Schema.Int.annotateKey({ description: "Tokens sent so far." }),
  output: Schema.Int.annotateKey({ description: "Tokens received so far." }),
  contextUsed: Schema.Int.annotateKey({ description: "What the last request put into the model's context." }),
  contextSize: Schema.optionalKey(Schema.Int).annotateKey({
    description: "How much the model's context holds, where the agent says so."
  })
})
export type Tokens = typeof Tokens.Type

/** The evidence that decided a state. `at` is in milliseconds since the epoch. */
export const WinningEvidence = Schema.Struct({
  source: EvidenceSource.annotateKey({ description: "Who said it." }),
  at: Schema.Finite.annotateKey({ description: "When it became true, in milliseconds since the epoch." })
})
export type WinningEvidence = typeof WinningEvidence.Type

/** One conversation with an agent, as everybody outside sees it. Times are milliseconds since the epoch. */
export const Agent = Schema.Struct({
  agent: Schema.String.annotateKey({
    description: "Which agent it is: `claude-code`, `codex`, … or a name that a plugin or a report brought."
  }),
  threadId: Schema.String.annotateKey({ description: "The conversation, as the agent names it." }),
  threadName: Schema.NullOr(Schema.String).annotateKey({ description: "A name for people, where there is one." }),
  status: AgentStatus.annotateKey({ description: "What it does now." }),
  statusReason: Schema.NullOr(Schema.String).annotateKey({
    description: "Why, where that is known: `permission`, `question`, `rate-limit`, …"
  }),
  since: Schema.Finite.annotateKey({ description: "When it came into this state, in milliseconds since the epoch." }),
  lastActivityAt: Schema.Finite.annotateKey({
    description: "The last moment it did anything, in milliseconds since the epoch."
  }),
  unseen: Schema.Boolean.annotateKey({ description: "It came to an end that nobody has seen." }),
  paneId: Schema.NullOr(PaneId).annotateKey({ description: "The tmux pane it runs in, `%4`." }),
  pid: Schema.NullOr(Schema.Int).annotateKey({ description: "Its process, null where it has none any more." }),
  cwd: Schema.NullOr(Schema.String).annotateKey({ description: "The directory it works in." }),
  lastUserPrompt: Schema.NullOr(Schema.String).annotateKey({ description: "What the user asked last." }),
  model: Schema.NullOr(Schema.String).annotateKey({ description: "The model that answers." }),
  tokens: Schema.NullOr(Tokens).annotateKey({ description: "What it has used." }),
  subagents: Schema.Int.annotateKey({
    description: "Subagents of this thread that work now; they are never rows of their own."
  }),
  evidence: WinningEvidence.annotateKey({ description: "What decided the state." })
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
