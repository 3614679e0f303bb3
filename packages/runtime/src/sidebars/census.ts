/** The topology as the sidebars see it: each window with its content, its own sidebar, and what is out of place. */
import type { PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { stashName, type TmuxClient, type TmuxPane, type TmuxWindow, type Topology } from "../tmux/Topology.ts"
import type { SidebarState } from "./SidebarState.ts"

export interface WindowCensus {
  readonly window: TmuxWindow
  /** The user's panes, dead ones that are kept included (S39). */
  readonly content: ReadonlyArray<TmuxPane>
  /** The window's own sidebar, in the window. */
  readonly sidebar: TmuxPane | null
  /** The window's own sidebar while it waits in the stash. */
  readonly waiting: TmuxPane | null
  /** The window's own sidebar while it is in another window, where somebody moved it. */
  readonly astray: TmuxPane | null
  /** Sidebars of other windows that somebody moved here. */
  readonly guests: ReadonlyArray<TmuxPane>
  /** A client's current window. */
  readonly seen: boolean
  readonly visited: boolean
}

export interface Census {
  readonly stash: SessionId | null
  /** The user's sessions. */
  readonly sessions: ReadonlyArray<SessionId>
  /** Each physical window once, however many sessions it is linked to (S8). */
  readonly windows: ReadonlyArray<WindowCensus>
  /** Sidebars that no window needs: duplicates, dead ones, those whose window is gone. */
  readonly superfluous: ReadonlyArray<PaneId>
}

/** Where hidden sidebars wait. */
export const stashOf = (topology: Topology): SessionId | null => {
  for (const session of topology.sessions.values()) if (session.name === stashName) return session.id
  return null
}

/** A client that a person sits at: never a control-mode client (S68). */
export const isReal = (client: TmuxClient): boolean => !client.controlMode && client.sessionId !== null

/** The windows that clients look at now. */
export const windowsInView = (topology: Topology): ReadonlySet<WindowId> => {
  const seen = new Set<WindowId>()
  for (const client of topology.clients.values()) {
    const session = isReal(client) && client.sessionId !== null ? topology.sessions.get(client.sessionId) : undefined
    if (session?.currentWindow != null && session.name !== stashName) seen.add(session.currentWindow)
  }
  return seen
}

const number = (id: string) => Number(id.slice(1))

/** Of several sidebars a window keeps the one that is at home there already, then the oldest. */
const best = (windowId: WindowId, candidates: ReadonlyArray<TmuxPane>): TmuxPane | undefined =>
  candidates.toSorted(
    (a, b) => Number(b.windowId === windowId) - Number(a.windowId === windowId) || number(a.id) - number(b.id)
  )[0]

/** Takes the census. */
export const takeCensus = (state: SidebarState, topology: Topology): Census => {
  const stash = stashOf(topology)
  const sessions = [...topology.sessions.values()].filter((session) => session.id !== stash)
  const userWindows = new Set(sessions.flatMap((session) => session.windows.map(({ windowId }) => windowId)))
  const visited = new Set(
    sessions.flatMap((session) => (state.visited.has(session.id) ? session.windows.map((w) => w.windowId) : []))
  )
  const inView = windowsInView(topology)

  const owned = new Map<WindowId, Array<TmuxPane>>()
  const superfluous: Array<PaneId> = []
  for (const pane of topology.panes.values()) {
    if (!pane.sidebar) continue
    const home = state.homes.get(pane.id)
    const owner = home !== undefined && userWindows.has(home) ? home : pane.windowId
    if (pane.dead || !userWindows.has(owner)) superfluous.push(pane.id)
    else owned.set(owner, [...(owned.get(owner) ?? []), pane])
  }

  const windows: Array<WindowCensus> = []
  for (const windowId of userWindows) {
    const window = topology.windows.get(windowId)
    if (window === undefined) continue
    const panes = window.panes.flatMap((id) => topology.panes.get(id) ?? [])
    const mine = owned.get(windowId) ?? []
    const kept = best(windowId, mine)
    superfluous.push(...mine.filter((pane) => pane !== kept).map((pane) => pane.id))
    windows.push({
      window,
      content: panes.filter((pane) => !pane.sidebar),
      sidebar: kept?.windowId === windowId ? kept : null,
      waiting: kept !== undefined && !userWindows.has(kept.windowId) ? kept : null,
      astray: kept !== undefined && kept.windowId !== windowId && userWindows.has(kept.windowId) ? kept : null,
      guests: panes.filter((pane) => pane.sidebar && !pane.dead && !mine.includes(pane)),
      seen: inView.has(windowId),
      visited: visited.has(windowId)
    })
  }
  return { stash, sessions: sessions.map((session) => session.id), windows, superfluous }
}
