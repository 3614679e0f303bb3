/** State documents for tests of what the command line prints. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { emptyMetadata } from "@opensessions/protocol/Metadata"
import type { Session, State } from "@opensessions/protocol/State"

export const agent = (fields: Partial<Agent> = {}): Agent => ({
  agent: "claude-code",
  threadId: "t1",
  threadName: "Mend the build",
  status: "waiting",
  statusReason: "permission",
  since: 940_000,
  lastActivityAt: 940_000,
  unseen: false,
  paneId: "%4" as PaneId,
  pid: 70,
  cwd: "/home/me/api",
  lastUserPrompt: null,
  model: null,
  tokens: null,
  subagents: 0,
  evidence: { source: "registry", at: 940_000 },
  ...fields
})

export const session = (fields: Partial<Session> = {}): Session => ({
  id: "$1" as SessionId,
  name: "api",
  directory: "/home/me/api",
  createdAt: 0,
  index: 1,
  hidden: false,
  group: null,
  attached: 1,
  windows: 1,
  panes: 1,
  git: null,
  ports: [],
  unseen: false,
  attention: null,
  agents: [],
  metadata: emptyMetadata,
  ...fields
})

export const state = (sessions: ReadonlyArray<Session>, notices: ReadonlyArray<string> = []): State => ({
  version: 1,
  revision: 1,
  server: { version: "0.1.0", key: 2486, port: 7391, pid: 10, startedAt: 0 },
  theme: "catppuccin-mocha",
  themes: {},
  sessionFilter: "all",
  sort: "order",
  collapsed: [],
  sidebarWidth: 26,
  sidebarVisible: true,
  notices,
  sessions
})
