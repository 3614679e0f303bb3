/** What lists said, put into a topology. What is as it was keeps its identity, down to the maps. */
import type { ClientName, PaneId, WindowId } from "@opensessions/protocol/Ids"
import { titleClass } from "./titleClass.ts"
import type { LinkRow, PaneRow, SessionRow } from "./topologyFormat.ts"
import type { TmuxClient, TmuxPane, TmuxSession, TmuxWindow, Topology } from "./Topology.ts"

const sameValue = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false
  const entries = Object.entries(one)
  const others: Readonly<Record<string, unknown>> = { ...other }
  return entries.length === Object.keys(other).length && entries.every(([key, value]) => sameValue(value, others[key]))
}

/** `next` with the identity of what `previous` already held. */
const keepSame = <Key, Value>(
  previous: ReadonlyMap<Key, Value>,
  next: ReadonlyMap<Key, Value>
): ReadonlyMap<Key, Value> => {
  const kept = new Map<Key, Value>()
  let same = previous.size === next.size
  for (const [key, value] of next) {
    const old = previous.get(key)
    const keeps = old !== undefined && sameValue(old, value)
    kept.set(key, keeps ? old : value)
    same &&= keeps
  }
  return same ? previous : kept
}

/** A topology with some of its maps replaced; itself where none of them is another. */
export const replaceMaps = (topology: Topology, maps: Partial<Topology>): Topology => {
  const next = { ...topology, ...maps }
  const same =
    next.sessions === topology.sessions &&
    next.windows === topology.windows &&
    next.panes === topology.panes &&
    next.clients === topology.clients
  return same ? topology : next
}

/** A frame of a spinner is no change: such a title stays as it was. */
const settledTitle = (old: TmuxPane | undefined, pane: TmuxPane): TmuxPane =>
  old !== undefined && titleClass(old.title) === titleClass(pane.title) ? { ...pane, title: old.title } : pane

/** The panes of `read` (all of them when null) are as the rows say; a window without rows is gone. */
export const mergePanes = (
  topology: Topology,
  rows: ReadonlyArray<PaneRow>,
  read: ReadonlySet<WindowId> | null
): Topology => {
  const windows = new Map<WindowId, TmuxWindow>()
  const panes = new Map<PaneId, TmuxPane>()
  for (const [id, window] of topology.windows) if (read !== null && !read.has(id)) windows.set(id, window)
  for (const [id, pane] of topology.panes) if (read !== null && !read.has(pane.windowId)) panes.set(id, pane)
  const order = new Map<WindowId, Array<PaneId>>()
  for (const { active, pane, window } of rows) {
    const ids = order.get(pane.windowId) ?? []
    if (ids.includes(pane.id)) continue
    order.set(pane.windowId, ids)
    ids.push(pane.id)
    panes.set(pane.id, settledTitle(topology.panes.get(pane.id), pane))
    const activePane = active ? pane.id : (windows.get(pane.windowId)?.activePane ?? null)
    windows.set(pane.windowId, { id: pane.windowId, ...window, activePane, panes: ids })
  }
  return replaceMaps(topology, {
    windows: keepSame(topology.windows, windows),
    panes: keepSame(topology.panes, panes)
  })
}

/** The sessions and their windows are as the rows say; windows that no session holds are gone. */
export const mergeSessions = (
  topology: Topology,
  sessionRows: ReadonlyArray<SessionRow>,
  links: ReadonlyArray<LinkRow>
): Topology => {
  const bySession = Map.groupBy(links, (link) => link.sessionId)
  const session = (row: SessionRow): TmuxSession => {
    const own = (bySession.get(row.id) ?? []).toSorted((one, other) => one.index - other.index)
    return {
      ...row,
      windows: own.map(({ index, windowId }) => ({ windowId, index })),
      currentWindow: own.find((link) => link.current)?.windowId ?? null
    }
  }
  const sessions = new Map(sessionRows.map((row) => [row.id, session(row)]))
  const linked = new Set(links.map((link) => link.windowId))
  const windows = new Map([...topology.windows].filter(([id]) => linked.has(id)))
  const panes = new Map([...topology.panes].filter(([, pane]) => linked.has(pane.windowId)))
  return replaceMaps(topology, {
    sessions: keepSame(topology.sessions, sessions),
    windows: keepSame(topology.windows, windows),
    panes: keepSame(topology.panes, panes)
  })
}

/** The clients are these, but for our own control client. */
export const mergeClients = (
  topology: Topology,
  clients: ReadonlyArray<TmuxClient>,
  isOwn: (client: TmuxClient) => boolean
): Topology => {
  const next = new Map<ClientName, TmuxClient>()
  for (const client of clients) if (!isOwn(client)) next.set(client.name, client)
  return replaceMaps(topology, { clients: keepSame(topology.clients, next) })
}
