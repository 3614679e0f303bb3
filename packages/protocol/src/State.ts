/** The state document: `GET /state`, `opensessions ls --json` and the `state` event are this one schema. */
import { Schema } from "effect"
import { Agent, AgentStatus } from "./Agent.ts"
import { PaneId, SessionId } from "./Ids.ts"
import { SessionMetadata } from "./Metadata.ts"

/** A session's repository. `ahead` and `behind` are 0 where the branch has no upstream. */
export const Git = Schema.Struct({
  /** The branch, or the short commit id where `detached`. */
  branch: Schema.String,
  detached: Schema.Boolean,
  root: Schema.String,
  /** What all worktrees of the repository share: the path of its common git directory. */
  repository: Schema.String,
  worktree: Schema.Boolean,
  dirty: Schema.Boolean,
  changedFiles: Schema.Int,
  insertions: Schema.Int,
  deletions: Schema.Int,
  ahead: Schema.Int,
  behind: Schema.Int
})
export type Git = typeof Git.Type

/** A TCP port that a process of the session listens on. */
export const ListeningPort = Schema.Struct({ port: Schema.Int, pid: Schema.Int, paneId: Schema.NullOr(PaneId) })
export type ListeningPort = typeof ListeningPort.Type

export const SessionFilter = Schema.Literals(["all", "active", "running"])
export type SessionFilter = typeof SessionFilter.Type

/** By what sessions are sorted: the user's own order, urgency, or the last activity. */
export const SessionSort = Schema.Literals(["order", "attention", "activity"])
export type SessionSort = typeof SessionSort.Type

/** One tmux session. `index` counts the rows that are shown and is null where the session is not. */
export const Session = Schema.Struct({
  id: SessionId,
  name: Schema.String,
  directory: Schema.String,
  createdAt: Schema.Finite,
  index: Schema.NullOr(Schema.Int),
  hidden: Schema.Boolean,
  /** The directory whose repository it shares with sessions in other directories; null where it stands alone. */
  group: Schema.NullOr(Schema.String),
  attached: Schema.Int,
  windows: Schema.Int,
  panes: Schema.Int,
  git: Schema.NullOr(Git),
  ports: Schema.Array(ListeningPort),
  unseen: Schema.Boolean,
  /** The status of its most urgent thread, null where it has no thread. */
  attention: Schema.NullOr(AgentStatus),
  /** Most urgent first, then the longest in its state. */
  agents: Schema.Array(Agent),
  metadata: SessionMetadata
})
export type Session = typeof Session.Type

export const Server = Schema.Struct({
  version: Schema.String,
  key: Schema.Int,
  /** The TCP port, null where none could be had. */
  port: Schema.NullOr(Schema.Int),
  pid: Schema.Int,
  startedAt: Schema.Finite
})
export type Server = typeof Server.Type

/** Everything that is shown. `revision` rises with each change. Sessions come in displayed order. */
export const State = Schema.Struct({
  version: Schema.Literal(1),
  revision: Schema.Int,
  server: Server,
  theme: Schema.String,
  sessionFilter: SessionFilter,
  sort: SessionSort,
  /** The groups that were folded last, by the `group` of their sessions. */
  collapsed: Schema.Array(Schema.String),
  sidebarWidth: Schema.Int,
  sidebarVisible: Schema.Boolean,
  /** Things a person should know and can mend, such as a port held by another program. */
  notices: Schema.Array(Schema.String),
  sessions: Schema.Array(Session)
})
export type State = typeof State.Type
