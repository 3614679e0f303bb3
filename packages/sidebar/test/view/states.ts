/** Small states for the tests of the view. */
import type { Agent, AgentStatus } from "@opensessions/protocol/Agent"
import { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { emptyMetadata, type Progress } from "@opensessions/protocol/Metadata"
import type { Git, Session, State } from "@opensessions/protocol/State"
import { initialModel, type Model, type ModelPane } from "../../src/model.ts"
import { Message } from "../../src/message.ts"
import { update } from "../../src/update.ts"
import type { Screen } from "../../src/view/Row.ts"
import { textWidth } from "../../src/view/textWidth.ts"

/** The moment of all tests. */
export const now = 1_800_000_000_000

export const sessionId = (n: number): SessionId => SessionId.make(`$${n}`)
export const paneId = (n: number): PaneId => PaneId.make(`%${n}`)

export const aGit = (branch: string, more: Partial<Git> = {}): Git => ({
  branch,
  detached: false,
  root: "/home/me/x",
  repository: "/home/me/x/.git",
  worktree: false,
  dirty: false,
  changedFiles: 0,
  insertions: 0,
  deletions: 0,
  ahead: 0,
  behind: 0,
  ...more
})

export const anAgent = (status: AgentStatus, more: Partial<Agent> = {}): Agent => ({
  agent: "claude-code",
  threadId: `${status}-1`,
  threadName: null,
  status,
  statusReason: null,
  // Long enough ago not to be news any more.
  since: now - 1000,
  lastActivityAt: now,
  unseen: false,
  paneId: paneId(40),
  pid: 70,
  cwd: "/home/me/x",
  lastUserPrompt: null,
  model: null,
  tokens: null,
  subagents: 0,
  evidence: { source: "registry", at: now },
  ...more
})

export const aSession = (n: number, name: string, more: Partial<Session> = {}): Session => ({
  id: sessionId(n),
  name,
  directory: `/home/me/${name}`,
  createdAt: 0,
  index: n,
  hidden: false,
  group: null,
  attached: 0,
  windows: 1,
  panes: 2,
  git: null,
  ports: [],
  unseen: more.agents?.some((agent) => agent.unseen) ?? false,
  attention: more.agents?.[0]?.status ?? null,
  agents: [],
  metadata: emptyMetadata,
  ...more
})

export const aProgress = (more: Partial<Progress>): Progress => ({
  current: null,
  total: null,
  percent: null,
  label: null,
  at: now,
  expiresAt: null,
  ...more
})

export const aState = (sessions: ReadonlyArray<Session>, more: Partial<State> = {}): State => ({
  version: 1,
  revision: 1,
  server: { version: "0.1.0", key: 2486, port: 7391, pid: 1, startedAt: 0 },
  theme: "catppuccin-mocha",
  themes: {},
  sessionFilter: "all",
  sort: "order",
  collapsed: [],
  sidebarWidth: 26,
  sidebarVisible: true,
  notices: [],
  sessions,
  ...more
})

export const aPane = (more: Partial<ModelPane> = {}): ModelPane => ({
  paneId: paneId(1),
  width: 26,
  height: 30,
  windowId: WindowId.make("@1"),
  sessionId: sessionId(1),
  client: ClientName.make("/dev/pts/1"),
  active: true,
  ...more
})

/** The view of a client in the first session, with a state. */
export const aView = (
  sessions: ReadonlyArray<Session>,
  pane: Partial<ModelPane> = {},
  state: Partial<State> = {}
): Model => update(initialModel(aPane(pane)), Message.StateChanged({ state: aState(sessions, state) }))[0]

/** Sessions like those of a day's work. */
export const aDay: ReadonlyArray<Session> = [
  aSession(1, "api", {
    git: aGit("feat/login", { insertions: 12, deletions: 3, dirty: true, changedFiles: 2 }),
    ports: [{ port: 3000, pid: 77, paneId: paneId(4) }],
    agents: [
      anAgent("waiting", {
        threadName: "Fix login redirect",
        statusReason: "permission",
        since: now - 130_000,
        lastUserPrompt: "make the redirect work again after the session cookie was renamed",
        model: "opus",
        tokens: { input: 10, output: 20, contextUsed: 82_000 }
      }),
      anAgent("running", {
        threadId: "b",
        threadName: "Write tests",
        agent: "codex",
        since: now - 42_000,
        paneId: paneId(41)
      })
    ],
    metadata: {
      status: { text: "Deploying", tone: "warn", at: now, expiresAt: null },
      progress: null,
      logs: [
        { message: "Build started", tone: "info", source: "ci", at: now },
        { message: "Tests passed", tone: "success", source: "ci", at: now }
      ]
    }
  }),
  aSession(2, "web", {
    git: aGit("main"),
    ports: [{ port: 3000, pid: 78, paneId: null }],
    agents: [anAgent("done", { unseen: true, since: now - 500_000 })]
  }),
  aSession(3, "feat-databases", {
    git: aGit("feat/databases", { insertions: 4 }),
    agents: [anAgent("tool-running", { since: now - 70_000, statusReason: null })]
  }),
  aSession(4, "preview", { git: aGit("preview", { insertions: 5, deletions: 1 }), agents: [anAgent("idle")] }),
  aSession(5, "infra", {
    agents: [anAgent("error", { unseen: true, statusReason: "rate-limit" })],
    metadata: {
      status: null,
      progress: { current: 5, total: 10, percent: null, label: "nodes", at: now, expiresAt: null },
      logs: []
    }
  }),
  aSession(6, "notes", { directory: "/home/me/notes" })
]

/** The rows of a frame as text, each filled to the width. */
export const textOf = (screen: Screen): ReadonlyArray<string> =>
  screen.rows.map((row) => {
    const text = row.spans.map((span) => span.text).join("")
    return text + " ".repeat(Math.max(0, screen.width - textWidth(text)))
  })

/** A view after keys, each pressed a second after the one before. */
export const afterKeys = (model: Model, ...keys: ReadonlyArray<string>): Model =>
  keys.reduce((view, key, index) => {
    const at = now + index * 1000
    const pressed = update(view, Message.KeyPressed({ key, at }))[0]
    return update(pressed, Message.Ticked({ at: at + 500 }))[0]
  }, model)
