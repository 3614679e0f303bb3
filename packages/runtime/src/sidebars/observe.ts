/** What a new look at the topology teaches: who has visited what, which sidebar belongs where, what somebody killed. */
import type { PaneId, WindowId } from "@opensessions/protocol/Ids"
import type { Topology } from "../tmux/Topology.ts"
import { isReal, stashOf, windowsInView } from "./census.ts"
import { dragAfter } from "./dragging.ts"
import { settledWindows } from "./isInPlace.ts"
import type { Arrived, SidebarState } from "./SidebarState.ts"

/** A sidebar's window in the stash has the id of the window that it came from as its name, so that any daemon finds it. */
const homeByName = (name: string): WindowId | null => (/^@\d+$/.test(name) ? (name as WindowId) : null)

const keepKnown = <V>(map: ReadonlyMap<WindowId, V>, topology: Topology): ReadonlyMap<WindowId, V> =>
  [...map.keys()].every((id) => topology.windows.has(id))
    ? map
    : new Map([...map].filter(([id]) => topology.windows.has(id)))

const homesOf = (state: SidebarState, topology: Topology) => {
  const stash = stashOf(topology)
  const stashWindows = new Set(
    stash === null ? [] : topology.sessions.get(stash)?.windows.map(({ windowId }) => windowId)
  )
  const homes = new Map<PaneId, WindowId>()
  for (const pane of topology.panes.values()) {
    if (!pane.sidebar) continue
    const known = state.homes.get(pane.id)
    const stashed = stashWindows.has(pane.windowId)
    const here = stashed ? homeByName(topology.windows.get(pane.windowId)?.name ?? "") : pane.windowId
    const home = known !== undefined && topology.windows.has(known) ? known : here
    if (home !== null) homes.set(pane.id, home)
  }
  return homes
}

/**
 * Windows that had a sidebar at the last look and lost it without our doing (ours leave `homes` before they are killed).
 * A pane on its way between two windows is missing too, so this is true only of a topology that was just read whole.
 */
export const windowsBereft = (state: SidebarState, topology: Topology): ReadonlyArray<WindowId> =>
  state.visible
    ? [...state.homes].flatMap(([pane, home]) =>
        topology.panes.get(pane)?.sidebar === true || !topology.windows.has(home) ? [] : [home]
      )
    : []

const recentOf = (state: SidebarState, topology: Topology) => {
  const recent = new Map<WindowId, ReadonlyArray<PaneId>>()
  for (const window of topology.windows.values()) {
    const isContent = (id: PaneId) => topology.panes.get(id)?.sidebar === false
    const former = state.recent.get(window.id) ?? []
    const active = window.activePane !== null && isContent(window.activePane) ? window.activePane : null
    const unchanged = (active === null || former[0] === active) && former.every((id) => window.panes.includes(id))
    const rest = unchanged ? former : former.filter((id) => id !== active && window.panes.includes(id))
    recent.set(window.id, unchanged || active === null ? rest : [active, ...rest])
  }
  return recent
}

const activesOf = (topology: Topology): ReadonlyMap<WindowId, PaneId> =>
  new Map(
    [...topology.windows.values()].flatMap(({ id, activePane }): ReadonlyArray<[WindowId, PaneId]> =>
      activePane === null ? [] : [[id, activePane]]
    )
  )

const arrivalsOf = (state: SidebarState, topology: Topology, now: number) => {
  const arrivals = new Map<WindowId, Arrived>()
  for (const [id, active] of activesOf(topology)) {
    if (topology.panes.get(active)?.sidebar !== true) continue
    const from = state.actives.get(id)
    const known = state.arrivals.get(id)
    if (from !== undefined && from !== active) arrivals.set(id, { from, at: now })
    else if (known !== undefined) arrivals.set(id, known)
  }
  return arrivals
}

const givenAwayAfter = ({ homes, givenAway }: SidebarState, topology: Topology): ReadonlySet<PaneId> => {
  const isGiven = (id: PaneId) => topology.panes.get(id)?.sidebar === false
  const given = [...homes.keys(), ...givenAway].filter(isGiven)
  return given.length === givenAway.size ? givenAway : new Set(given)
}

const cameFromAfter = (state: SidebarState, topology: Topology): SidebarState["cameFrom"] => {
  const stash = stashOf(topology)
  return new Map(
    [...topology.clients.values()].flatMap(({ name, sessionId }) => {
      const from = sessionId === stash ? state.cameFrom.get(name) : sessionId
      return from == null ? [] : [[name, from] as const]
    })
  )
}

/** A client that is to come comes within milliseconds, or never (S65). */
const comingMillis = 2000

const expectedAfter = ({ expected }: SidebarState, topology: Topology, now: number) => {
  if (expected.size === 0) return expected
  const inView = windowsInView(topology)
  return new Map(
    [...expected].filter(([id, at]) => topology.windows.has(id) && !inView.has(id) && now - at < comingMillis)
  )
}

/** The state after a look at the topology, at a time in milliseconds since the epoch. */
export const observe = (state: SidebarState, topology: Topology, now: number): SidebarState => {
  const stash = stashOf(topology)
  const visited = new Set([...state.visited].filter((id) => topology.sessions.has(id)))
  for (const client of topology.clients.values()) {
    if (isReal(client) && client.sessionId !== null && client.sessionId !== stash) visited.add(client.sessionId)
  }
  const homes = homesOf(state, topology)
  return {
    ...state,
    visited,
    cameFrom: cameFromAfter(state, topology),
    homes,
    givenAway: givenAwayAfter(state, topology),
    declined: new Set([...state.declined, ...windowsBereft(state, topology)].filter((id) => topology.windows.has(id))),
    refused: keepKnown(state.refused, topology),
    tried: keepKnown(state.tried, topology),
    layouts: keepKnown(state.layouts, topology),
    settled: settledWindows(state, topology, homes),
    recent: recentOf(state, topology),
    actives: activesOf(topology),
    arrivals: arrivalsOf(state, topology, now),
    drag: dragAfter(state.drag, topology, now),
    expected: expectedAfter(state, topology, now),
    hadSessions: state.hadSessions || [...topology.sessions.keys()].some((id) => id !== stash)
  }
}
