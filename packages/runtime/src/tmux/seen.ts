/** Who sees what: questions about a topology that several parts of the product ask. Pure. */
import type { PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { stashName, type TmuxClient, type TmuxPane, type TmuxSession, type Topology } from "./Topology.ts"

/** The sessions of the user: all but the stash. */
export const userSessions = (topology: Topology): ReadonlyArray<TmuxSession> =>
  [...topology.sessions.values()].filter((session) => session.name !== stashName)

/** The session of hidden sidebars, null while there is none. */
export const stashSession = (topology: Topology): TmuxSession | null =>
  [...topology.sessions.values()].find((session) => session.name === stashName) ?? null

/** Clients that show a terminal to somebody. Control-mode clients have no tty and draw their own panes (S68). */
export const terminalClients = (topology: Topology): ReadonlyArray<TmuxClient> =>
  [...topology.clients.values()].filter((client) => !client.controlMode && client.sessionId !== null)

/** The window that a client shows. */
export const windowOfClient = (topology: Topology, client: TmuxClient): WindowId | null =>
  client.sessionId === null ? null : (topology.sessions.get(client.sessionId)?.currentWindow ?? null)

/** Each window that a terminal shows, with the clients that show it, the most recently active first. */
export const seenWindows = (topology: Topology): ReadonlyMap<WindowId, ReadonlyArray<TmuxClient>> => {
  const seen = new Map<WindowId, Array<TmuxClient>>()
  for (const client of terminalClients(topology).toSorted((one, other) => other.activityAt - one.activityAt)) {
    const window = windowOfClient(topology, client)
    if (window === null) continue
    const clients = seen.get(window) ?? []
    seen.set(window, clients)
    clients.push(client)
  }
  return seen
}

/** The client that was used last of those that show this window, null where nobody sees it. */
export const latestClientOf = (topology: Topology, windowId: WindowId): TmuxClient | null =>
  seenWindows(topology).get(windowId)?.[0] ?? null

/** The sessions that a window is linked into, the stash left out. */
export const sessionsOfWindow = (topology: Topology, windowId: WindowId): ReadonlyArray<TmuxSession> =>
  userSessions(topology).filter((session) => session.windows.some((link) => link.windowId === windowId))

/** The panes of a window in tmux's order, sidebars left out. */
export const contentPanes = (topology: Topology, windowId: WindowId): ReadonlyArray<TmuxPane> =>
  (topology.windows.get(windowId)?.panes ?? [])
    .map((id) => topology.panes.get(id))
    .filter((pane) => pane !== undefined)
    .filter((pane) => !pane.sidebar)

/** All content panes of the user's sessions, each once, whatever it is linked into. */
export const allContentPanes = (topology: Topology): ReadonlyArray<TmuxPane> => {
  const windows = new Set(userSessions(topology).flatMap((session) => session.windows.map((link) => link.windowId)))
  return [...windows].flatMap((window) => contentPanes(topology, window))
}

/** Is the pane the active one of a window that a focused terminal shows? Then a person has it before them. */
export const isPaneLookedAt = (topology: Topology, paneId: PaneId): boolean => {
  const pane = topology.panes.get(paneId)
  if (pane === undefined || topology.windows.get(pane.windowId)?.activePane !== paneId) return false
  return (
    seenWindows(topology)
      .get(pane.windowId)
      ?.some((client) => client.focused) ?? false
  )
}

/** Terminals that show the stash, where no person should be left. */
export const clientsInStash = (topology: Topology): ReadonlyArray<TmuxClient> => {
  const stash: SessionId | undefined = stashSession(topology)?.id
  return terminalClients(topology).filter((client) => client.sessionId === stash)
}
