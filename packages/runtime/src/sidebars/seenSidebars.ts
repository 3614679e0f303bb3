/** Which sidebars clients see now, and for whom each of them is drawn. */
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { stashName, type Topology } from "../tmux/Topology.ts"
import { isReal } from "./census.ts"

/** A sidebar pane in a window that a client looks at. */
export interface SeenSidebar {
  readonly paneId: PaneId
  readonly tty: string
  readonly width: number
  readonly height: number
  readonly windowId: WindowId
  /** The session and client whose view the pane shows: the most recently active client of this window. */
  readonly sessionId: SessionId
  readonly client: ClientName
  /** It is the active pane of its window, so keys arrive on purpose (S53, S54). */
  readonly active: boolean
}

/** In the order of their windows' clients, the most recently active first; one a window. */
export const seenSidebars = (topology: Topology): ReadonlyArray<SeenSidebar> => {
  const seen = new Map<WindowId, SeenSidebar>()
  const clients = [...topology.clients.values()].filter(isReal).toSorted((a, b) => b.activityAt - a.activityAt)
  for (const client of clients) {
    const session = client.sessionId === null ? undefined : topology.sessions.get(client.sessionId)
    const window = session?.currentWindow == null ? undefined : topology.windows.get(session.currentWindow)
    if (session === undefined || window === undefined || session.name === stashName || seen.has(window.id)) continue
    const pane = window.panes
      .flatMap((id) => topology.panes.get(id) ?? [])
      .find(({ sidebar, dead, id }) => sidebar && !dead && (!window.zoomed || window.activePane === id))
    if (pane === undefined) continue
    seen.set(window.id, {
      paneId: pane.id,
      tty: pane.tty,
      width: pane.width,
      height: pane.height,
      windowId: window.id,
      sessionId: session.id,
      client: client.name,
      active: window.activePane === pane.id
    })
  }
  return [...seen.values()]
}
