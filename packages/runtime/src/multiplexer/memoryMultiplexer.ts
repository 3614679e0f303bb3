/** A multiplexer that is only data: what tests use, and the smallest example of one. */
import { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { Clock, Effect, SubscriptionRef } from "effect"
import { emptyTopology, type TmuxPane, type Topology } from "../tmux/Topology.ts"
import { type Multiplexer, MultiplexerFailed } from "./Multiplexer.ts"

const without = <K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> =>
  new Map([...map].filter(([other]) => other !== key))

const paneOf = (paneId: PaneId, windowId: WindowId, path: string, pid: number): TmuxPane => ({
  id: paneId,
  windowId,
  pid,
  tty: "",
  title: "",
  command: "sh",
  path,
  dead: false,
  width: 80,
  height: 24,
  left: 0,
  top: 0,
  sidebar: false,
  floating: false
})

interface Made {
  readonly number: number
  readonly name: string
  readonly directory: string
  readonly pid: number
  readonly createdAt: number
}

/** One session more with one window and one pane. */
const withSession = (all: Topology, { createdAt, directory, name, number, pid }: Made): Topology => {
  const sessionId = SessionId.make(`$${number}`)
  const windowId = WindowId.make(`@${number}`)
  const paneId = PaneId.make(`%${number}`)
  const windows = [{ windowId, index: 0 }]
  const session = {
    id: sessionId,
    name,
    createdAt,
    path: directory,
    group: null,
    windows,
    currentWindow: windowId
  }
  const size = { width: 80, height: 24, zoomed: false, layout: "" }
  return {
    ...all,
    sessions: new Map(all.sessions).set(sessionId, session),
    windows: new Map(all.windows).set(windowId, { id: windowId, name, ...size, activePane: paneId, panes: [paneId] }),
    panes: new Map(all.panes).set(paneId, paneOf(paneId, windowId, directory, pid))
  }
}

/** Without sessions at first. `pid` is the process of every pane; one client is called `somebody`. */
export const memoryMultiplexer = Effect.fn("memoryMultiplexer")(function* (name: string, pid: number) {
  const topology = yield* SubscriptionRef.make(emptyTopology)
  let last = 0
  const client = ClientName.make("somebody")

  const change = Effect.fnUntraced(function* (sessionId: SessionId, next: (all: Topology) => Topology) {
    const all = yield* SubscriptionRef.get(topology)
    if (!all.sessions.has(sessionId))
      return yield* new MultiplexerFailed({ multiplexer: name, reason: `there is no session ${sessionId}` })
    yield* SubscriptionRef.set(topology, next(all))
  })

  return {
    name,
    topology: SubscriptionRef.changes(topology),
    newSession: Effect.fnUntraced(function* (session, directory) {
      const number = ++last
      const made = { number, name: session, directory, pid, createdAt: yield* Clock.currentTimeMillis }
      yield* SubscriptionRef.update(topology, (all) => withSession(all, made))
      return SessionId.make(`$${number}`)
    }),
    renameSession: (sessionId, session) =>
      change(sessionId, (all) => ({
        ...all,
        sessions: new Map(all.sessions).set(sessionId, { ...all.sessions.get(sessionId)!, name: session })
      })),
    killSession: (sessionId) => change(sessionId, (all) => ({ ...all, sessions: without(all.sessions, sessionId) })),
    switchTo: (_, sessionId) =>
      change(sessionId, (all) => {
        const size = { width: 80, height: 24, controlMode: false, readOnly: false, focused: true }
        const here = { name: client, tty: "", pid, sessionId, ...size, activityAt: 0, terminal: name }
        return { ...all, clients: new Map([[client, here]]) }
      }),
    focusPane: (paneId) =>
      Effect.flatMap(SubscriptionRef.get(topology), ({ panes }) =>
        panes.has(paneId)
          ? Effect.void
          : Effect.fail(new MultiplexerFailed({ multiplexer: name, reason: `there is no pane ${paneId}` }))
      )
  } satisfies Multiplexer
})
