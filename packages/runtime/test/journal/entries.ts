/** Journal entries and the sessions that they come from. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { HistoryEntry } from "@opensessions/protocol/History"
import { SessionId } from "@opensessions/protocol/Ids"
import { emptyMetadata } from "@opensessions/protocol/Metadata"
import type { Session } from "@opensessions/protocol/State"

export const entry = (at: number, status: HistoryEntry["status"], more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  at,
  session: "api",
  sessionId: SessionId.make("$1"),
  agent: "claude-code",
  threadId: "t",
  threadName: null,
  paneId: null,
  status,
  reason: null,
  ...more
})

export const agent = (status: Agent["status"], since: number, more: Partial<Agent> = {}): Agent => ({
  agent: "claude-code",
  threadId: "t",
  threadName: null,
  status,
  statusReason: null,
  since,
  lastActivityAt: since,
  unseen: false,
  paneId: null,
  pid: null,
  cwd: null,
  lastUserPrompt: null,
  model: null,
  tokens: null,
  subagents: 0,
  evidence: { source: "hook", at: since },
  ...more
})

export const session = (id: string, name: string, ...agents: ReadonlyArray<Agent>): Session => ({
  id: SessionId.make(id),
  name,
  directory: `/code/${name}`,
  createdAt: 1,
  index: 1,
  hidden: false,
  group: null,
  attached: 0,
  windows: 1,
  panes: 1,
  git: null,
  ports: [],
  unseen: false,
  attention: agents[0]?.status ?? null,
  agents,
  metadata: emptyMetadata
})
