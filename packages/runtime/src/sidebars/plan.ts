/** Decides what is to be done about the sidebars now, from what is wanted and what tmux has. Pure. */
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import type { Session } from "@opensessions/protocol/State"
import type { TmuxPane, TmuxWindow, Topology } from "../tmux/Topology.ts"
import { type Census, takeCensus, type WindowCensus } from "./census.ts"
import { lastSession, lonelyWindows, strandedClients } from "./leaving.ts"
import { abreast, sidebarColumns } from "./sidebarColumns.ts"
import type { SidebarState } from "./SidebarState.ts"
import { type Place, Step } from "./Step.ts"

export interface Plan {
  /** What a person sees or waits for. */
  readonly now: ReadonlyArray<Step>
  /** The windows that nobody looks at, to be served a few at a time. */
  readonly later: ReadonlyArray<Step>
}

/** The window's geometry in one word: the same shape needs no second try. */
export const shapeOf = (window: TmuxWindow, topology: Topology): string =>
  [
    `${window.width}x${window.height}`,
    ...window.panes.map((id) => {
      const pane = topology.panes.get(id)
      return pane === undefined ? id : `${id}:${pane.width}x${pane.height}+${pane.left}+${pane.top}`
    })
  ].join(" ")

/** Zoomed on content: every change of the layout would take the zoom away from the user (S15). */
const isZoomed = ({ window, sidebar }: WindowCensus): boolean => window.zoomed && window.activePane !== sidebar?.id

/** At its edge, of its width, and nothing above or below it; pane borders with titles take a row of each pane. */
const isInPlace = (sidebar: TmuxPane, content: ReadonlyArray<TmuxPane>, place: Place, window: TmuxWindow): boolean => {
  const left = place.side === "left" ? 0 : window.width - place.columns
  if (sidebar.width !== place.columns || sidebar.left !== left) return false
  return content.every((pane) =>
    place.side === "left" ? pane.left > place.columns : pane.left + pane.width < sidebar.left
  )
}

const placeIn = (state: SidebarState, topology: Topology, entry: WindowCensus): Place | null => {
  const columns = sidebarColumns(entry.window, abreast(entry.content), state.columns)
  const beside = state.side === "left" ? entry.content[0] : entry.content.at(-1)
  if (columns === null || beside === undefined) return null
  const { window } = entry
  return { windowId: window.id, beside: beside.id, columns, side: state.side, shape: shapeOf(window, topology) }
}

/** The focus never falls on a sidebar because the pane that had it is gone. */
const fallenFocus = (state: SidebarState, { window, sidebar, content }: WindowCensus): PaneId | null => {
  const former = state.actives.get(window.id)
  if (sidebar === null || former === undefined || window.activePane !== sidebar.id) return null
  if (former === sidebar.id || window.panes.includes(former)) return null
  return state.recent.get(window.id)?.[0] ?? content[0]?.id ?? null
}

/** Where the window has its sidebar: it goes, stays, or is put right. */
const forPresent = (state: SidebarState, { place, entry, sidebar, stash }: Present): ReadonlyArray<Step> => {
  const { window, content } = entry
  if (!state.visible || place === null) return away(entry, sidebar, stash)
  if (window.zoomed) return []
  const fallen = fallenFocus(state, entry)
  const focus = fallen === null ? [] : [Step.FocusContent({ windowId: window.id, paneId: fallen })]
  if (isInPlace(sidebar, content, place, window) || state.tried.get(window.id) === place.shape) return focus
  const active = fallen === null && window.activePane === sidebar.id
  return [...focus, Step.Arrange({ place, paneId: sidebar.id, active })]
}

interface Present {
  readonly place: Place | null
  readonly entry: WindowCensus
  readonly sidebar: TmuxPane
  readonly stash: SessionId | null
}

const away = ({ window }: WindowCensus, sidebar: TmuxPane, stash: SessionId | null): ReadonlyArray<Step> =>
  stash === null ? [] : [Step.Stash({ windowId: sidebar.windowId, home: window.id, paneId: sidebar.id, stash })]

const forWindow = (
  state: SidebarState,
  topology: Topology,
  census: Census,
  entry: WindowCensus
): ReadonlyArray<Step> => {
  const { window, sidebar, waiting, astray } = entry
  if (entry.content.length === 0) return []
  const place = placeIn(state, topology, entry)
  if (sidebar !== null) return isZoomed(entry) ? [] : forPresent(state, { place, entry, sidebar, stash: census.stash })
  const host = astray === null ? undefined : topology.windows.get(astray.windowId)
  // It can't leave a zoomed window without ending the zoom.
  if (host?.zoomed === true && host.activePane !== astray?.id) return []
  const gone = state.declined.has(window.id) || (place !== null && state.refused.get(window.id) === place.shape)
  if (!state.visible || place === null || !entry.visited || gone || window.zoomed) {
    return astray === null ? [] : away(entry, astray, census.stash)
  }
  const known = waiting ?? astray
  return [known === null ? Step.Spawn({ place }) : Step.Recall({ place, paneId: known.id })]
}

/** Windows in which nothing is done for a while, because too much was (S31). */
export type Resting = ReadonlySet<string>

/** The plan; empty where all is as it should be. Displayed sessions give the neighbour of one that ends. */
export const plan = (
  state: SidebarState,
  topology: Topology,
  displayed: ReadonlyArray<Pick<Session, "id" | "index">>,
  resting: Resting = new Set()
): Plan => {
  const census = takeCensus(state, topology)
  const reaped = census.superfluous.map((paneId) => Step.Reap({ paneId }))
  const active = census.windows.filter(({ window }) => !resting.has(window.id))
  const isFirst = (entry: WindowCensus) => entry.window.id === state.first
  const urgent = active.filter((entry) => entry.seen || isFirst(entry))
  urgent.sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)))
  const steps = (entries: ReadonlyArray<WindowCensus>) =>
    entries.flatMap((entry) => forWindow(state, topology, census, entry))
  const now = steps(urgent)
  const later = steps(active.filter((entry) => !urgent.includes(entry)))
  const goingHome = new Set(
    [...now, ...later].flatMap((step) => (step._tag === "Recall" || step._tag === "Stash" ? [step.paneId] : []))
  )
  const leaving = [
    ...lonelyWindows(state, topology, census, { displayed, goingHome }),
    ...strandedClients(state, topology, census, displayed),
    ...lastSession(state, census)
  ]
  return { now: [...leaving, ...reaped, ...now], later }
}
