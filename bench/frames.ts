/** What a frame costs in the daemon, without tmux: time from a message to the last byte, and how many bytes. */
import { noDetails } from "@opensessions/protocol/AgentEvent"
import type { Agent } from "@opensessions/protocol/Agent"
import { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { emptyMetadata } from "@opensessions/protocol/Metadata"
import type { Session, State } from "@opensessions/protocol/State"
import { attachScreen } from "@opensessions/sidebar/host/PaneScreen"
import { Message } from "@opensessions/sidebar/message"
import { initialModel, type Model } from "@opensessions/sidebar/model"
import { update } from "@opensessions/sidebar/update"
import { makeSidebarView } from "@opensessions/sidebar/view/SidebarView"
import { Effect } from "effect"
import type { Figure } from "./figures.ts"

const now = 1_800_000_000_000
const rounds = 200

const agent = (n: number, status: Agent["status"]): Agent => ({
  ...noDetails,
  agent: "claude-code",
  threadId: `t${n}`,
  status,
  statusReason: null,
  since: now - n * 60_000 - 20_000,
  lastActivityAt: now,
  unseen: false,
  paneId: PaneId.make(`%${n + 100}`),
  pid: n,
  cwd: "/home/me",
  subagents: 0,
  evidence: { source: "registry", at: now }
})

/** Ten of them work, as many as one may see at once. */
const session = (n: number): Session => ({
  id: SessionId.make(`$${n}`),
  name: `session-${n}`,
  directory: `/home/me/code/session-${n}`,
  createdAt: n,
  index: n,
  hidden: false,
  group: null,
  attached: 0,
  windows: 1,
  panes: 1,
  git: null,
  ports: [],
  unseen: false,
  attention: n <= 10 ? "running" : "idle",
  agents: [agent(n, n <= 10 ? "running" : "idle")],
  metadata: emptyMetadata
})

const stateOf = (count: number): State => ({
  version: 1,
  revision: 1,
  server: { version: "0", key: 1, port: null, pid: 1, startedAt: 0 },
  theme: "catppuccin-mocha",
  themes: {},
  sessionFilter: "all",
  sort: "order",
  collapsed: [],
  sidebarWidth: 26,
  sidebarVisible: true,
  notices: [],
  sessions: Array.from({ length: count }, (_, n) => session(n + 1))
})

/** Changes one session of a state, as an agent would. */
const withStatus = (state: State, at: number, status: Agent["status"]): State => ({
  ...state,
  sessions: state.sessions.map((one, index) =>
    index === at ? { ...one, attention: status, agents: [agent(at + 1, status)] } : one
  )
})

/** A sidebar of 26×48 on a terminal that only counts. */
const stage = Effect.fnUntraced(function* (count: number) {
  const written = { bytes: 0 }
  const screen = yield* attachScreen(
    {
      write: (bytes, done) => {
        written.bytes += bytes.length
        done()
      },
      onInput: () => {},
      lost: Effect.never
    },
    26,
    48
  )
  const view = makeSidebarView(screen.renderer)
  const pane = {
    paneId: PaneId.make("%1"),
    width: 26,
    height: 48,
    windowId: WindowId.make("@1"),
    sessionId: SessionId.make("$1"),
    client: ClientName.make("/dev/pts/1"),
    active: true
  }
  const state = stateOf(count)
  let model = update(initialModel(pane), Message.StateChanged({ state }))[0]
  let at = now
  /** One change: milliseconds and bytes until it is out. */
  const frame = Effect.fnUntraced(function* (change: (model: Model, at: number) => Model) {
    at += 1000
    written.bytes = 0
    const began = performance.now()
    model = change(model, at)
    view.show(model, at)
    yield* Effect.promise(() => screen.renderer.idle())
    return { ms: performance.now() - began, bytes: written.bytes }
  })
  yield* frame((first) => first)
  return { frame, state }
})

const told = (message: (at: number) => Message) => (model: Model, at: number) => update(model, message(at))[0]

const measured = Effect.fnUntraced(function* (count: number) {
  const { frame, state } = yield* stage(count)
  const changes: Readonly<Record<string, (round: number) => (model: Model, at: number) => Model>> = {
    j: (round) => told((at) => Message.KeyPressed({ key: round % 40 < 20 ? "j" : "k", at })),
    "an agent begins to wait": (round) =>
      told(() => Message.StateChanged({ state: withStatus(state, 3, round % 2 === 0 ? "waiting" : "running") })),
    "ten spinners turn": () => (model) => model,
    "another theme": (round) =>
      told(() => Message.StateChanged({ state: { ...state, theme: round % 2 === 0 ? "nord" : "dracula" } }))
  }
  const figures: Array<Figure> = []
  for (const [name, change] of Object.entries(changes)) {
    const samples: Array<{ readonly ms: number; readonly bytes: number }> = []
    for (let round = 0; round < rounds; round++) samples.push(yield* frame(change(round)))
    const title = `frame, ${count} sessions: ${name}`
    figures.push({ name: title, unit: "ms", samples: samples.map(({ ms }) => ms), budget: { on: "median", limit: 3 } })
    figures.push({ name: `${title}, bytes`, unit: "bytes", samples: samples.map(({ bytes }) => bytes), budget: null })
  }
  return figures
}, Effect.scoped)

/** At 50 and at 1,000 sessions. */
export const frames = async (): Promise<ReadonlyArray<Figure>> => [
  ...(await Effect.runPromise(measured(50))),
  ...(await Effect.runPromise(measured(1000)))
]
