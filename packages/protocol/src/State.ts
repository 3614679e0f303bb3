/** The state document: `GET /state`, `opensessions ls --json` and the `state` event are this one schema. */
import { Schema } from "effect"
import { Agent, AgentStatus } from "./Agent.ts"
import { PaneId, SessionId } from "./Ids.ts"
import { SessionMetadata } from "./Metadata.ts"
import { InlineTheme } from "./ThemeChoice.ts"

/** A session's repository. `ahead` and `behind` are 0 where the branch has no upstream. */
export const Git = Schema.Struct({
  branch: Schema.String.annotateKey({ description: "The branch, or the short commit id where `detached`." }),
  detached: Schema.Boolean.annotateKey({ description: "No branch is checked out." }),
  root: Schema.String.annotateKey({ description: "The top directory of the work tree." }),
  repository: Schema.String.annotateKey({
    description: "What all worktrees of the repository share: the path of its common git directory."
  }),
  worktree: Schema.Boolean.annotateKey({ description: "It is a linked worktree, not the main one." }),
  dirty: Schema.Boolean.annotateKey({ description: "Something differs from the last commit." }),
  changedFiles: Schema.Int.annotateKey({ description: "Files that differ from the last commit." }),
  insertions: Schema.Int.annotateKey({ description: "Lines added since the last commit." }),
  deletions: Schema.Int.annotateKey({ description: "Lines removed since the last commit." }),
  ahead: Schema.Int.annotateKey({ description: "Commits that the upstream does not have; 0 without one." }),
  behind: Schema.Int.annotateKey({ description: "Commits that only the upstream has; 0 without one." })
})
export type Git = typeof Git.Type

/** A TCP port that a process of the session listens on. */
export const ListeningPort = Schema.Struct({
  port: Schema.Int.annotateKey({ description: "Its number." }),
  pid: Schema.Int.annotateKey({ description: "The process that listens." }),
  paneId: Schema.NullOr(PaneId).annotateKey({ description: "The pane of that process." })
})
export type ListeningPort = typeof ListeningPort.Type

export const SessionFilter = Schema.Literals(["all", "active", "running"])
export type SessionFilter = typeof SessionFilter.Type

/** By what sessions are sorted: the user's own order, urgency, or the last activity. */
export const SessionSort = Schema.Literals(["order", "attention", "activity"])
export type SessionSort = typeof SessionSort.Type

/** One tmux session. `index` counts the rows that are shown and is null where the session is not. */
export const Session = Schema.Struct({
  id: SessionId.annotateKey({ description: "The tmux id, `$3`." }),
  name: Schema.String.annotateKey({ description: "As tmux has it." }),
  directory: Schema.String.annotateKey({ description: "The directory of the session." }),
  createdAt: Schema.Finite.annotateKey({ description: "When it was made, in milliseconds since the epoch." }),
  index: Schema.NullOr(Schema.Int).annotateKey({
    description: "Its row as shown, from 1; null where it is hidden, filtered or folded away."
  }),
  hidden: Schema.Boolean.annotateKey({ description: "The user has hidden it." }),
  group: Schema.NullOr(Schema.String).annotateKey({
    description:
      "The directory whose repository it shares with sessions in other directories; null where it stands alone."
  }),
  attached: Schema.Int.annotateKey({ description: "How many clients are attached." }),
  windows: Schema.Int.annotateKey({ description: "How many windows it has." }),
  panes: Schema.Int.annotateKey({ description: "How many panes it has, sidebars not counted." }),
  git: Schema.NullOr(Git).annotateKey({ description: "Its repository; null where its directory is in none." }),
  ports: Schema.Array(ListeningPort).annotateKey({ description: "The TCP ports that its processes listen on." }),
  unseen: Schema.Boolean.annotateKey({ description: "One of its threads, or a notification, has not been seen." }),
  attention: Schema.NullOr(AgentStatus).annotateKey({
    description: "The status of its most urgent thread, null where it has no thread."
  }),
  agents: Schema.Array(Agent).annotateKey({ description: "Most urgent first, then the longest in its state." }),
  metadata: SessionMetadata.annotateKey({ description: "What scripts have attached to it." })
})
export type Session = typeof Session.Type

export const Server = Schema.Struct({
  version: Schema.String.annotateKey({ description: "The daemon's version." }),
  key: Schema.Int.annotateKey({ description: "The key of the tmux socket." }),
  port: Schema.NullOr(Schema.Int).annotateKey({ description: "The TCP port, null where none could be had." }),
  pid: Schema.Int.annotateKey({ description: "The daemon's process." }),
  startedAt: Schema.Finite.annotateKey({ description: "When it started, in milliseconds since the epoch." })
})
export type Server = typeof Server.Type

/** Everything that is shown. `revision` rises with each change. Sessions come in displayed order. */
export const State = Schema.Struct({
  version: Schema.Literal(1).annotateKey({ description: "The version of this document." }),
  revision: Schema.Int.annotateKey({ description: "Rises with each change." }),
  server: Server.annotateKey({ description: "The daemon that answers." }),
  theme: Schema.String.annotateKey({ description: "The theme's name." }),
  themes: Schema.Record(Schema.String, InlineTheme).annotateKey({
    description: "The themes that plugins bring, by name; those that ship go without saying."
  }),
  sessionFilter: SessionFilter.annotateKey({ description: "Which sessions are shown." }),
  sort: SessionSort.annotateKey({ description: "By what sessions are sorted." }),
  collapsed: Schema.Array(Schema.String).annotateKey({
    description: "The groups that were folded last, by the `group` of their sessions."
  }),
  sidebarWidth: Schema.Int.annotateKey({ description: "The sidebars' width in columns." }),
  sidebarVisible: Schema.Boolean.annotateKey({ description: "Sidebars are shown." }),
  notices: Schema.Array(Schema.String).annotateKey({
    description: "Things a person should know and can mend, such as a port held by another program."
  }),
  sessions: Schema.Array(Session).annotateKey({ description: "In displayed order." })
})
export type State = typeof State.Type
