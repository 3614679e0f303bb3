/** The shape of a tmux server as we know it: sessions, windows, panes, clients. Plain data, no functions of tmux. */
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"

export interface TmuxSession {
  readonly id: SessionId
  readonly name: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** The session's own working directory (`#{session_path}`). */
  readonly path: string
  /** The name of its session group, null outside one. */
  readonly group: string | null
  /** Its windows in the order of their indexes. */
  readonly windows: ReadonlyArray<{ readonly windowId: WindowId; readonly index: number }>
  readonly currentWindow: WindowId | null
}

export interface TmuxWindow {
  readonly id: WindowId
  readonly name: string
  readonly width: number
  readonly height: number
  readonly zoomed: boolean
  readonly activePane: PaneId | null
  /** `plainLayout` of `#{window_layout}`, zoomed or not; empty where the panes may have moved since it was read. */
  readonly layout: string
  /** tmux has put its sidebar back (`keepWidth.ts`), and the content is to be shared again. */
  readonly displaced?: true
  /** Left to right, then top to bottom as tmux lists them. */
  readonly panes: ReadonlyArray<PaneId>
}

export interface TmuxPane {
  readonly id: PaneId
  readonly windowId: WindowId
  readonly pid: number
  readonly tty: string
  readonly title: string
  /** `#{pane_current_command}`; may be a moment old. */
  readonly command: string
  /** `#{pane_current_path}`; may be a moment old. */
  readonly path: string
  readonly dead: boolean
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
  /** Lies over the others, in no place of the layout (tmux 3.8). */
  readonly floating: boolean
  /** Carries the pane option `@opensessions-sidebar` (S4, S5). */
  readonly sidebar: boolean
}

export interface TmuxClient {
  readonly name: ClientName
  /** Empty for control-mode clients (S68). */
  readonly tty: string
  readonly pid: number
  readonly sessionId: SessionId | null
  readonly width: number
  readonly height: number
  readonly controlMode: boolean
  readonly readOnly: boolean
  /** False where the terminal said that it lost the focus; true where it never says. */
  readonly focused: boolean
  /** Milliseconds since the epoch. */
  readonly activityAt: number
  /** The terminal's type as the client reports it; `$TERM` until it did, a moment after it attached. */
  readonly terminal: string
}

/** A whole tmux server. Replaced, never changed in place; untouched parts keep their identity. */
export interface Topology {
  readonly sessions: ReadonlyMap<SessionId, TmuxSession>
  readonly windows: ReadonlyMap<WindowId, TmuxWindow>
  readonly panes: ReadonlyMap<PaneId, TmuxPane>
  readonly clients: ReadonlyMap<ClientName, TmuxClient>
}

export const emptyTopology: Topology = {
  sessions: new Map(),
  windows: new Map(),
  panes: new Map(),
  clients: new Map()
}

/** The session that holds hidden sidebars and our control client; it shows in no list of ours. */
export const stashName = "_os_stash"
