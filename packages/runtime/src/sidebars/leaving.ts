/** What happens when windows run out of content, sessions out of windows, and the server out of sessions. */
import type { PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import type { Session } from "@opensessions/protocol/State"
import type { Topology } from "../tmux/Topology.ts"
import { type Census, isReal, type WindowCensus } from "./census.ts"
import { neighbour } from "./neighbour.ts"
import type { SidebarState } from "./SidebarState.ts"
import { Step } from "./Step.ts"
import { wayOut } from "./wayOut.ts"

type DisplayedSessions = ReadonlyArray<Pick<Session, "id" | "index">>

/** Only sidebars are left in it, and none of them is about to go home. */
const isLonely = ({ content, sidebar, guests }: WindowCensus, goingHome: ReadonlySet<PaneId>): boolean =>
  content.length === 0 && (sidebar !== null || guests.some(({ id }) => !goingHome.has(id)))

/** Puts the focus of the session's current window on content, where a client is about to arrive. */
const landing = (state: SidebarState, topology: Topology, to: SessionId): ReadonlyArray<Step> => {
  const window = topology.windows.get(topology.sessions.get(to)?.currentWindow ?? ("" as WindowId))
  if (window?.activePane == null || topology.panes.get(window.activePane)?.sidebar !== true) return []
  const isContent = (id: PaneId) => topology.panes.get(id)?.sidebar === false
  const paneId = state.recent.get(window.id)?.[0] ?? window.panes.find(isContent)
  return paneId === undefined ? [] : [Step.FocusContent({ windowId: window.id, paneId })]
}

const closing = ({ window, sidebar, guests }: WindowCensus, goingHome: ReadonlySet<PaneId>): Step => {
  const staying = [sidebar, ...guests].flatMap((pane) => (pane === null || goingHome.has(pane.id) ? [] : [pane.id]))
  return Step.CloseWindow({ windowId: window.id, sidebars: staying })
}

/** The steps for lonely windows: clients of sessions that end with them go to the neighbour first (S36, S37). */
export const lonelyWindows = (
  state: SidebarState,
  topology: Topology,
  census: Census,
  context: { readonly displayed: DisplayedSessions; readonly goingHome: ReadonlySet<PaneId> }
): ReadonlyArray<Step> => {
  const { displayed, goingHome } = context
  const lonely = census.windows.filter((entry) => isLonely(entry, goingHome))
  if (lonely.length === 0) return []
  if (state.lonely === "shell") {
    return lonely.flatMap(({ window, sidebar }) =>
      sidebar === null ? [] : [Step.GiveShell({ windowId: window.id, sidebar: sidebar.id, side: state.side })]
    )
  }
  const gone = new Set<WindowId>(lonely.map(({ window }) => window.id))
  const ends = (id: SessionId) =>
    topology.sessions.get(id)?.windows.every(({ windowId }) => gone.has(windowId)) === true
  const staying = census.sessions.filter((id) => !ends(id))
  const moves = [...topology.clients.values()].flatMap((client) => {
    if (!isReal(client) || client.sessionId === null || !ends(client.sessionId)) return []
    const to = neighbour(displayed, client.sessionId, staying)
    return to === null ? [] : [...landing(state, topology, to), Step.MoveClient({ client: client.name, to })]
  })
  return [...moves, ...lonely.map((entry) => closing(entry, goingHome))]
}

/**
 * A window without content that a session has more than once leaves its other places first: tmux (before 3.7) does not
 * survive a session that loses several places of one window, and with them all its windows, in one command.
 */
export const doubledWindows = (topology: Topology, census: Census): ReadonlyArray<Step> => {
  const ending = new Set(census.windows.flatMap(({ window, content }) => (content.length === 0 ? [window.id] : [])))
  if (ending.size === 0) return []
  return [...topology.sessions.values()].flatMap(({ id: sessionId, windows }) =>
    windows
      .filter(({ windowId }, i) => ending.has(windowId) && windows.findIndex((one) => one.windowId === windowId) < i)
      .map(({ index }) => Step.Unlink({ sessionId, index }))
  )
}

/** No real client stays in the stash (`detach-on-destroy off`, `switch-client -n`, choose-tree). */
export const strandedClients = (
  state: SidebarState,
  topology: Topology,
  census: Census,
  displayed: DisplayedSessions
): ReadonlyArray<Step> => {
  const { sessions, stash } = census
  if (stash === null) return []
  return [...topology.clients.values()]
    .filter((client) => isReal(client) && client.sessionId === stash)
    .flatMap((client) => {
      const from = state.cameFrom.get(client.name)
      const to = wayOut(topology, stash, from) ?? neighbour(displayed, from ?? null, sessions)
      return to === null ? [] : [...landing(state, topology, to), Step.MoveClient({ client: client.name, to })]
    })
}

/** With the user's last session the stash ends, and with it the server (S38). */
export const lastSession = (state: SidebarState, census: Census): ReadonlyArray<Step> =>
  state.hadSessions && census.sessions.length === 0 && census.stash !== null
    ? [Step.EndStash({ stash: census.stash })]
    : []
