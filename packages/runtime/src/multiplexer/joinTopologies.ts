/** The topologies of several multiplexers as one: pure. */
import { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import type { Topology } from "../tmux/Topology.ts"

/** tmux counts from 0 and never gets as far; the others have their numbers above a multiple of this. */
const room = 1_000_000_000

/** One of several; `place` is 1 for the first beside tmux. */
export interface Placed {
  readonly place: number
  readonly topology: Topology
}

const numberOf = (id: string): number => Number(id.slice(1))

/** Whose the id is, and what it is called there; place 0 is tmux. */
export const ownerOf = (id: string): { readonly place: number; readonly id: string } => {
  const number = numberOf(id)
  return { place: Math.floor(number / room), id: `${id[0]}${number % room}` }
}

const shifted = (id: string, place: number): string => `${id[0]}${numberOf(id) + place * room}`

const mapped = <K, V, L, W>(
  map: ReadonlyMap<K, V>,
  entry: (value: V) => readonly [L, W]
): ReadonlyArray<readonly [L, W]> => [...map.values()].map(entry)

/** With ids that are nobody else's. Clients get the place as a prefix. */
const elsewhere = ({ place, topology }: Placed): Topology => {
  const session = (id: SessionId) => SessionId.make(shifted(id, place))
  const window = (id: WindowId) => WindowId.make(shifted(id, place))
  const pane = (id: PaneId) => PaneId.make(shifted(id, place))
  const or = <A, B>(value: A | null, change: (value: A) => B): B | null => (value === null ? null : change(value))
  return {
    sessions: new Map(
      mapped(topology.sessions, (one) => [
        session(one.id),
        {
          ...one,
          id: session(one.id),
          windows: one.windows.map(({ index, windowId }) => ({ index, windowId: window(windowId) })),
          currentWindow: or(one.currentWindow, window)
        }
      ])
    ),
    windows: new Map(
      mapped(topology.windows, (one) => [
        window(one.id),
        { ...one, id: window(one.id), activePane: or(one.activePane, pane), panes: one.panes.map(pane) }
      ])
    ),
    panes: new Map(
      mapped(topology.panes, (one) => [pane(one.id), { ...one, id: pane(one.id), windowId: window(one.windowId) }])
    ),
    clients: new Map(
      mapped(topology.clients, (one) => {
        const name = ClientName.make(`${place}:${one.name}`)
        return [name, { ...one, name, sessionId: or(one.sessionId, session) }]
      })
    )
  }
}

/** tmux's own stays as it is, the very same where there is no other. */
export const joinTopologies = (tmux: Topology, others: ReadonlyArray<Placed>): Topology =>
  others.map(elsewhere).reduce(
    (all, one) => ({
      sessions: new Map([...all.sessions, ...one.sessions]),
      windows: new Map([...all.windows, ...one.windows]),
      panes: new Map([...all.panes, ...one.panes]),
      clients: new Map([...all.clients, ...one.clients])
    }),
    tmux
  )
