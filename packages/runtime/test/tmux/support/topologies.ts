/** Small topologies for tables. */
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import type { TmuxClient, TmuxPane, TmuxSession, TmuxWindow, Topology } from "../../../src/tmux/Topology.ts"

/** A pane of a window. */
export const pane = (id: string, windowId: string, more: Partial<TmuxPane> = {}): TmuxPane => ({
  id: id as PaneId,
  windowId: windowId as WindowId,
  pid: 100,
  tty: `/dev/pts/${id.slice(1)}`,
  title: "",
  command: "sh",
  path: "/",
  dead: false,
  width: 80,
  height: 24,
  left: 0,
  top: 0,
  sidebar: false,
  floating: false,
  ...more
})

/** A window that shows these panes, the first of them active. */
export const window = (id: string, panes: ReadonlyArray<string>, more: Partial<TmuxWindow> = {}): TmuxWindow => ({
  id: id as WindowId,
  name: `name of ${id}`,
  width: 80,
  height: 24,
  zoomed: false,
  layout: "",
  activePane: (panes[0] ?? null) as PaneId | null,
  panes: panes as ReadonlyArray<PaneId>,
  ...more
})

/** A session with these windows, the first of them current. */
export const session = (id: string, windows: ReadonlyArray<string>, more: Partial<TmuxSession> = {}): TmuxSession => ({
  id: id as SessionId,
  name: `name of ${id}`,
  createdAt: 0,
  path: "/",
  group: null,
  windows: windows.map((windowId, index) => ({ windowId: windowId as WindowId, index })),
  currentWindow: (windows[0] ?? null) as WindowId | null,
  ...more
})

/** A client of a terminal in a session. */
export const client = (name: string, sessionId: string | null, more: Partial<TmuxClient> = {}): TmuxClient => ({
  name: name as ClientName,
  tty: name,
  pid: 200,
  sessionId: sessionId as SessionId | null,
  width: 80,
  height: 24,
  controlMode: false,
  readOnly: false,
  focused: true,
  activityAt: 0,
  terminal: "xterm",
  ...more
})

/** All of it together. */
export const topology = (
  sessions: ReadonlyArray<TmuxSession>,
  windows: ReadonlyArray<TmuxWindow>,
  panes: ReadonlyArray<TmuxPane>,
  clients: ReadonlyArray<TmuxClient> = []
): Topology => ({
  sessions: new Map(sessions.map((one) => [one.id, one])),
  windows: new Map(windows.map((one) => [one.id, one])),
  panes: new Map(panes.map((one) => [one.id, one])),
  clients: new Map(clients.map((one) => [one.name, one]))
})
