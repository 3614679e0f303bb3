/** A topology as it comes from another process: checked, within bounds, and whole. */
import { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { Schema } from "effect"
import type { Topology } from "../tmux/Topology.ts"

/** Ids with more digits would be another multiplexer's. */
const short = Schema.isMaxLength(10)
const Text = Schema.String.check(Schema.isMaxLength(1000))

/** More than anybody has open. */
const listed = <S extends Schema.Constraint>(item: S) => Schema.Array(item).check(Schema.isMaxLength(2000))

const SessionKey = SessionId.check(short)
const WindowKey = WindowId.check(short)
const PaneKey = PaneId.check(short)

/** The topology without its maps. */
export const TopologyData = Schema.Struct({
  sessions: listed(
    Schema.Struct({
      id: SessionKey,
      name: Text,
      createdAt: Schema.Finite,
      path: Text,
      group: Schema.NullOr(Text),
      windows: listed(Schema.Struct({ windowId: WindowKey, index: Schema.Int })),
      currentWindow: Schema.NullOr(WindowKey)
    })
  ),
  windows: listed(
    Schema.Struct({
      id: WindowKey,
      name: Text,
      width: Schema.Int,
      height: Schema.Int,
      zoomed: Schema.Boolean,
      activePane: Schema.NullOr(PaneKey),
      layout: Text,
      panes: listed(PaneKey)
    })
  ),
  panes: listed(
    Schema.Struct({
      id: PaneKey,
      windowId: WindowKey,
      pid: Schema.Int,
      tty: Text,
      title: Text,
      command: Text,
      path: Text,
      dead: Schema.Boolean,
      width: Schema.Int,
      height: Schema.Int,
      left: Schema.Int,
      top: Schema.Int,
      sidebar: Schema.Boolean,
      floating: Schema.Boolean
    })
  ),
  clients: listed(
    Schema.Struct({
      name: ClientName,
      tty: Text,
      pid: Schema.Int,
      sessionId: Schema.NullOr(SessionKey),
      width: Schema.Int,
      height: Schema.Int,
      controlMode: Schema.Boolean,
      readOnly: Schema.Boolean,
      focused: Schema.Boolean,
      activityAt: Schema.Finite,
      terminal: Text
    })
  )
})
export type TopologyData = typeof TopologyData.Type

/** For the way to the other process. */
export const topologyData = ({ clients, panes, sessions, windows }: Topology): TopologyData => ({
  sessions: [...sessions.values()],
  windows: [...windows.values()],
  panes: [...panes.values()],
  clients: [...clients.values()]
})

const byId = <A extends { readonly id: string }>(all: ReadonlyArray<A>): ReadonlyMap<A["id"], A> =>
  new Map(all.map((one) => [one.id, one]))

/** What names something that is not there names nothing. */
export const topologyOf = ({ clients, panes, sessions, windows }: TopologyData): Topology => {
  const known = { sessions: byId(sessions), windows: byId(windows), panes: byId(panes) }
  const or = <K>(map: ReadonlyMap<K, unknown>, key: K | null): K | null => (key !== null && map.has(key) ? key : null)
  return {
    sessions: byId(
      sessions.map((one) => ({
        ...one,
        windows: one.windows.filter(({ windowId }) => known.windows.has(windowId)),
        currentWindow: or(known.windows, one.currentWindow)
      }))
    ),
    windows: byId(
      windows.map((one) => ({
        ...one,
        panes: one.panes.filter((pane) => known.panes.has(pane)),
        activePane: or(known.panes, one.activePane)
      }))
    ),
    panes: byId(panes.filter(({ windowId }) => known.windows.has(windowId))),
    clients: new Map(clients.map((one) => [one.name, { ...one, sessionId: or(known.sessions, one.sessionId) }]))
  }
}
