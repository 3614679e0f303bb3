/** Finds the pane and the sessions that a thread belongs to. */
import type { ThreadIdentity } from "@opensessions/protocol/AgentEvent"
import type { PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { stashName, type TmuxPane, type Topology } from "../tmux/Topology.ts"
import { nowhere, type Place } from "./Thread.ts"

/** What attribution asks about a topology, computed once for each topology. */
export interface Whereabouts {
  readonly panes: ReadonlyMap<PaneId, TmuxPane>
  readonly paneByPid: ReadonlyMap<number, PaneId>
  readonly sessionsByWindow: ReadonlyMap<WindowId, ReadonlyArray<SessionId>>
  readonly sessionsByName: ReadonlyMap<string, SessionId>
  /** Directories of content panes and sessions, without trailing slash. */
  readonly directories: ReadonlyArray<{ readonly directory: string; readonly place: Place }>
}

const withoutSlash = (directory: string): string => (directory.length > 1 ? directory.replace(/\/+$/, "") : directory)

export const whereabouts = (topology: Topology): Whereabouts => {
  const sessionsByWindow = new Map<WindowId, Array<SessionId>>()
  const sessionsByName = new Map<string, SessionId>()
  const directories: Array<{ directory: string; place: Place }> = []
  for (const session of topology.sessions.values()) {
    if (session.name === stashName) continue
    sessionsByName.set(session.name, session.id)
    directories.push({ directory: withoutSlash(session.path), place: { paneId: null, sessions: [session.id] } })
    for (const { windowId } of session.windows) {
      const owners = sessionsByWindow.get(windowId)
      if (owners === undefined) sessionsByWindow.set(windowId, [session.id])
      else if (!owners.includes(session.id)) owners.push(session.id)
    }
  }
  const paneByPid = new Map<number, PaneId>()
  for (const pane of topology.panes.values()) {
    if (pane.sidebar) continue
    paneByPid.set(pane.pid, pane.id)
    const sessions = sessionsByWindow.get(pane.windowId) ?? []
    if (sessions.length > 0) directories.push({ directory: withoutSlash(pane.path), place: { paneId: null, sessions } })
  }
  return { panes: topology.panes, paneByPid, sessionsByWindow, sessionsByName, directories }
}

const placeOfPane = (where: Whereabouts, paneId: PaneId): Place => {
  const pane = where.panes.get(paneId)
  if (pane === undefined || pane.sidebar) return nowhere
  return { paneId, sessions: where.sessionsByWindow.get(pane.windowId) ?? [] }
}

const isInside = (inner: string, outer: string): boolean =>
  outer === "/" ? inner.startsWith("/") : inner === outer || inner.startsWith(`${outer}/`)

const onlySession = (candidates: ReadonlyArray<Place>): Place => {
  const sessions = new Set(candidates.flatMap((place) => place.sessions))
  const [only] = sessions
  return sessions.size === 1 && only !== undefined ? { paneId: null, sessions: [only] } : nowhere
}

/** Exact directory, else the longest ancestor, else a unique descendant (prior art 2.6); ambiguity resolves to nothing. */
export const placeOfDirectory = (where: Whereabouts, cwd: string): Place => {
  const directory = withoutSlash(cwd)
  const exact = where.directories.filter((d) => d.directory === directory)
  if (exact.length > 0) {
    const bySession = exact.filter((d) => d.place.sessions.length === 1)
    return onlySession((bySession.length > 0 ? bySession : exact).map((d) => d.place))
  }
  const above = where.directories.filter((d) => d.directory !== "" && isInside(directory, d.directory))
  if (above.length > 0) {
    const longest = Math.max(...above.map((d) => d.directory.length))
    return onlySession(above.filter((d) => d.directory.length === longest).map((d) => d.place))
  }
  return onlySession(where.directories.filter((d) => isInside(d.directory, directory)).map((d) => d.place))
}

/**
 * A known process decides alone: where none of its ancestors is a pane of this server the thread is none of ours,
 * however well its directory fits. Only a thread without a process is placed by pane id, session or directory.
 */
export const placeOf = (where: Whereabouts, identity: ThreadIdentity): Place => {
  if (identity.ancestors.length > 0) {
    for (const pid of identity.ancestors) {
      const paneId = where.paneByPid.get(pid)
      if (paneId !== undefined) return placeOfPane(where, paneId)
    }
    return nowhere
  }
  if (identity.paneId !== null) return placeOfPane(where, identity.paneId)
  if (identity.tmuxSession !== null) {
    const byId = [...where.sessionsByName.values()].find((id) => id === identity.tmuxSession)
    const id = where.sessionsByName.get(identity.tmuxSession) ?? byId
    if (id !== undefined) return { paneId: null, sessions: [id] }
  }
  return identity.cwd === null ? nowhere : placeOfDirectory(where, identity.cwd)
}
