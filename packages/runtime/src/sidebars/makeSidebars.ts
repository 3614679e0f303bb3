/** What `Sidebars` does when it is asked: it changes what is wanted, and the keeper does the rest. */
import type { Origin } from "@opensessions/protocol/Command"
import type { ClientName, PaneId, WindowId } from "@opensessions/protocol/Ids"
import { Clock, Effect, Stream, SubscriptionRef } from "effect"
import { knowsOrigin, originWindow } from "../commands/originOf.ts"
import { Places } from "../config/Places.ts"
import { Settings } from "../config/Settings.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"
import { Tmux } from "../tmux/Tmux.ts"
import { TmuxTopology } from "../tmux/TmuxTopology.ts"
import type { Topology } from "../tmux/Topology.ts"
import { takeCensus } from "./census.ts"
import { confirmSeen } from "./confirmSeen.ts"
import { evenHorizontal } from "./evenHorizontal.ts"
import { followDrags } from "./followDrags.ts"
import { askSidebar, holderScript, parseSidebar } from "./holder.ts"
import { makeKeeper } from "./makeKeeper.ts"
import { type Arrival, landingPane, presize, sizeToCome } from "./prepareWindow.ts"
import { removeAll } from "./removeAll.ts"
import { seenSidebars } from "./seenSidebars.ts"
import { abreast, clampColumns, sidebarColumns } from "./sidebarColumns.ts"
import { initialSidebarState, type SidebarState } from "./SidebarState.ts"
import { takeOver } from "./takeOver.ts"
import { togglesTo } from "./togglesTo.ts"
import { publishVisible } from "./visibleOption.ts"

/** A client with a terminal is named by it, a control-mode client by its process. */
const hasTerminal = (client: ClientName): boolean => client.startsWith("/")

/** Somebody asks for sidebars here: this window comes first, and what was given up in it is tried again. */
const askedIn =
  (window: WindowId | null, look: Topology) =>
  (state: SidebarState): SidebarState => {
    const owners = [...look.sessions.values()].filter((s) => s.windows.some(({ windowId }) => windowId === window))
    return {
      ...state,
      visited: new Set([...state.visited, ...owners.map(({ id }) => id)]),
      declined: new Set([...state.declined].filter((id) => id !== window)),
      refused: new Map(),
      tried: new Map(),
      first: window
    }
  }

/** Builds the service. */
export const makeSidebars = Effect.gen(function* () {
  const tmux = yield* Tmux
  const topology = yield* TmuxTopology
  const store = yield* SessionStore
  const settings = yield* Settings
  const { installation } = yield* Places

  const found = yield* takeOver(tmux)
  const config = yield* settings.current
  const visible = yield* SubscriptionRef.make(found.visible)
  const keeper = yield* makeKeeper({
    tmux,
    topology,
    displayed: Effect.map(store.state, ({ sessions }) => sessions),
    script: holderScript(installation),
    initial: {
      ...initialSidebarState,
      visible: found.visible,
      visited: found.visited,
      columns: clampColumns((yield* store.state).sidebarWidth),
      side: config.sidebarPosition ?? "left",
      lonely: config.lonelySidebar ?? "close"
    }
  })

  const setVisible = Effect.fnUntraced(function* (next: boolean) {
    yield* keeper.change((state) => ({ ...state, visible: next, declined: next ? new Set() : state.declined }))
    yield* SubscriptionRef.set(visible, next)
    yield* keeper.atOnce
    yield* tmux.run(publishVisible(next))
  })

  /** From tmux itself: it may have come or gone a moment ago. */
  const sidebarIn = (windowId: WindowId | undefined) =>
    windowId === undefined ? Effect.succeed(null) : Effect.map(tmux.run(askSidebar(windowId)), parseSidebar)

  /** Changes what is wanted here. A sidebar that was killed a moment ago is missed before, not afterwards (S12). */
  const ask = Effect.fnUntraced(function* (window: WindowId | null, look: Topology) {
    const { homes } = yield* keeper.state
    const isHere = (pane: PaneId) => (look.panes.get(pane)?.windowId ?? window) === window
    const had = [...homes].some(([pane, home]) => home === window && isHere(pane))
    if (window !== null && had && (yield* sidebarIn(window)) === null) {
      yield* topology.refresh
      yield* keeper.atOnce
    }
    yield* keeper.change(askedIn(window, look))
  })

  const lookAgain = Effect.ignore(topology.refresh)

  /** A look that has the place where something was asked for: a window may have been made for it (S12). */
  const lookFrom = (origin: Origin) =>
    Effect.filterOrElse(
      topology.current,
      (look) => knowsOrigin(look, origin),
      () => topology.refresh
    )

  const show = Effect.fn("Sidebars.show")(function* (origin: Origin) {
    const look = yield* lookFrom(origin)
    yield* ask(originWindow(look, origin), look)
    yield* setVisible(true)
  })

  const hide = Effect.withSpan(setVisible(false), "Sidebars.hide")

  const entryOf = Effect.fnUntraced(function* (origin: Origin) {
    const look = yield* lookFrom(origin)
    const window = originWindow(look, origin)
    return takeCensus(yield* keeper.state, look).windows.find((entry) => entry.window.id === window)
  })

  /** The sidebar gets the focus where the client that wants it may not be seen yet. */
  const expect = Effect.fnUntraced(function* (window: WindowId) {
    const at = yield* Clock.currentTimeMillis
    yield* keeper.change((state) => ({ ...state, expected: new Map(state.expected).set(window, at) }))
  })

  const prepare = Effect.fn("Sidebars.prepare")(function* ({ sessionId, windowId, client, landing }: Arrival) {
    const { visible, visited } = yield* keeper.state
    const isNew = visible && !visited.has(sessionId)
    if (isNew) {
      yield* keeper.change((now) => ({ ...now, visited: new Set([...now.visited, sessionId]), first: windowId }))
      yield* keeper.atOnce
    }
    const look = isNew ? yield* keeper.look : yield* topology.current
    const state = yield* keeper.state
    const entry = takeCensus(state, look).windows.find(({ window }) => window.id === windowId)
    const mover = look.clients.get(client)
    if (entry === undefined) return null
    if (landing === "sidebar" && entry.sidebar !== null) yield* expect(windowId)
    const size = mover === undefined ? null : sizeToCome(look, mover, entry)
    if (size !== null) yield* presize(tmux, state, entry, size)
    return landingPane(state, entry, landing)
  })

  const setWidth = Effect.fn("Sidebars.setWidth")(function* (columns: number) {
    const next = clampColumns(columns)
    if ((yield* keeper.state).columns === next) return
    // What a window gives the sidebar of another width is no move of a hand that had its border a moment ago.
    yield* keeper.change((state) => ({ ...state, columns: next, tried: new Map(), drag: null }))
    yield* keeper.atOnce
  })

  yield* settings.changes.pipe(
    Stream.runForEach(({ sidebarPosition = "left", lonelySidebar = "close" }) =>
      Effect.andThen(
        keeper.change((state) => ({ ...state, side: sidebarPosition, lonely: lonelySidebar, tried: new Map() })),
        keeper.nudge
      )
    ),
    Effect.forkScoped
  )

  yield* followDrags({
    tmux,
    topology,
    keeper,
    choose: Effect.fnUntraced(function* (columns) {
      yield* Effect.ignore(keeper.atOnce)
      yield* store.submit(Fact.WidthChanged({ columns }))
      yield* settings.set("sidebarWidth", columns)
    })
  })

  // A person who passes through a session in a moment has visited it too; the topology may never show it.
  yield* tmux.notifications.pipe(
    Stream.filter((one) => one._tag === "ClientSessionChanged"),
    Stream.filter(({ client }) => client !== null && hasTerminal(client)),
    Stream.runForEach(({ sessionId }) =>
      keeper.change((state) =>
        state.visited.has(sessionId) ? state : { ...state, visited: new Set([...state.visited, sessionId]) }
      )
    ),
    Effect.forkScoped({ startImmediately: true })
  )

  return {
    visible: SubscriptionRef.get(visible),
    visibleChanges: Stream.changes(SubscriptionRef.changes(visible)),
    show,
    hide,
    toggle: Effect.fn("Sidebars.toggle")(function* (origin: Origin) {
      const entry = yield* entryOf(origin)
      const sidebar = yield* sidebarIn(entry?.window.id)
      const next = togglesTo(yield* keeper.state, entry, sidebar !== null)
      yield* next === "shown" ? show(origin) : hide
    }),
    reveal: Effect.fn("Sidebars.reveal")(function* (origin: Origin, focus: boolean) {
      const look = yield* lookFrom(origin)
      const window = originWindow(look, origin)
      yield* ask(window, look)
      if (yield* SubscriptionRef.get(visible)) yield* keeper.atOnce
      else yield* setVisible(true)
      let sidebar = yield* sidebarIn(window ?? undefined)
      if (sidebar === null) {
        // The window may have come, or changed, since the look.
        yield* topology.refresh
        yield* keeper.atOnce
        sidebar = yield* sidebarIn(window ?? undefined)
      }
      if (sidebar === null || sidebar.zoomed) return false
      if (focus && window !== null) yield* expect(window)
      if (focus) yield* tmux.run(["select-pane", "-t", sidebar.pane])
      return true
    }),
    focusContent: Effect.fn("Sidebars.focusContent")(function* (origin: Origin) {
      const entry = yield* entryOf(origin)
      const recent = entry === undefined ? [] : ((yield* keeper.state).recent.get(entry.window.id) ?? [])
      const pane = recent[0] ?? entry?.content[0]?.id
      if (pane !== undefined) yield* tmux.run(["select-pane", "-t", pane])
    }),
    evenHorizontal: Effect.fn("Sidebars.evenHorizontal")(function* (origin: Origin) {
      const entry = yield* entryOf(origin)
      const state = yield* keeper.state
      if (entry === undefined) return true
      const columns = sidebarColumns(entry.window, abreast(entry.content), state.columns) ?? state.columns
      return yield* keeper.apart(evenHorizontal(tmux, state, { windowId: entry.window.id, columns }))
    }),
    prepare,
    setWidth,
    lookAgain,
    seen: topology.changes.pipe(
      Stream.map(seenSidebars),
      Stream.changes,
      Stream.mapEffect(yield* confirmSeen(tmux, lookAgain)),
      Stream.buffer({ capacity: 1, strategy: "sliding" })
    ),
    remove: Effect.withSpan(
      keeper.close((state) => removeAll(tmux, topology, state)),
      "Sidebars.remove"
    )
  }
})
