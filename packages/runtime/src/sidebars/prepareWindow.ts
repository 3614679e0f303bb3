/** Makes a session's window ready for a client that is about to come: its sidebar there and right before it is seen. */
import type { Landing } from "@opensessions/protocol/Command"
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import type { Tmux, TmuxError } from "../tmux/Tmux.ts"
import type { TmuxClient, Topology } from "../tmux/Topology.ts"
import { type Size, withSidebar } from "./arrangement.ts"
import { isReal, type WindowCensus } from "./census.ts"
import { abreast, sidebarColumns } from "./sidebarColumns.ts"
import type { SidebarState } from "./SidebarState.ts"
import { arrangeCommands, askWindow, parseWindowNow } from "./stepCommands.ts"

/** A client that is about to come to a window of a session. */
export interface Arrival {
  readonly sessionId: SessionId
  readonly windowId: WindowId
  readonly client: ClientName
  readonly landing: Landing
}

/**
 * The size that a window will have when this client comes to it; null where it stays as it is, or where it can't be told
 * because somebody else has a say in it.
 */
export const sizeToCome = (topology: Topology, client: TmuxClient, entry: WindowCensus): Size | null => {
  const current = client.sessionId === null ? null : topology.sessions.get(client.sessionId)?.currentWindow
  const from = current == null ? undefined : topology.windows.get(current)
  const { window } = entry
  if (from === undefined || from.width !== client.width || entry.seen) return null
  const alone = [...topology.clients.values()].every(
    (other) => other.name === client.name || !isReal(other) || other.sessionId !== client.sessionId
  )
  const same = from.width === window.width && from.height === window.height
  return alone && !same ? { width: from.width, height: from.height } : null
}

/**
 * Gives the window that size and the layout that goes with it. tmux alone would scale the sidebar with everything else,
 * and the client would see it shrink back (S24, S30). A window whose size the user fixed keeps it.
 */
export const presize = Effect.fnUntraced(
  function* (
    tmux: typeof Tmux.Service,
    state: SidebarState,
    { content, sidebar, window }: WindowCensus,
    size: Size
  ): Effect.fn.Return<void, TmuxError> {
    const columns = sidebarColumns(size, abreast(content), state.columns)
    if (sidebar === null || window.zoomed || columns === null) return
    const [answer, policy] = yield* tmux.runAll([
      askWindow(window.id),
      ["display-message", "-p", "-t", window.id, "#{window-size}"]
    ])
    const now = parseWindowNow(answer)
    if (now.zoomedOn !== null || policy?.[0] === "manual") return
    const next = withSidebar(now, sidebar.id, { side: state.side, columns, size })
    if (next !== null) yield* tmux.runAll(arrangeCommands(window.id, now, { ...next, active: null }))
  },
  Effect.catchTag("TmuxCommandFailed", (error) => Effect.logDebug("a window could not be given its size", error))
)

/** The pane to select before a client comes; null where the focus is right already. */
export const landingPane = (
  state: Pick<SidebarState, "recent">,
  entry: WindowCensus,
  landing: Landing
): PaneId | null => {
  const { window, sidebar, content } = entry
  if (landing === "content") {
    const isOnSidebar = sidebar !== null && window.activePane === sidebar.id
    return isOnSidebar ? (state.recent.get(window.id)?.[0] ?? content[0]?.id ?? null) : null
  }
  return sidebar === null || window.zoomed || window.activePane === sidebar.id ? null : sidebar.id
}
