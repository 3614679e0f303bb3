/** Decides what is to be done in one window. Pure. */
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import type { TmuxPane, TmuxWindow, Topology } from "../tmux/Topology.ts"
import type { WindowCensus } from "./census.ts"
import { isInPlace } from "./isInPlace.ts"
import { abreast, sidebarColumns } from "./sidebarColumns.ts"
import type { SidebarState } from "./SidebarState.ts"
import { type Place, Step } from "./Step.ts"

/** What a decision is made from, besides the window itself. `now` is in milliseconds since the epoch. */
export interface Circumstances {
  readonly topology: Topology
  readonly stash: SessionId | null
  readonly now: number
}

/** A window that has its sidebar, and the place for it; null where it has none. */
interface Present extends Circumstances {
  readonly place: Place | null
  readonly entry: WindowCensus
  readonly sidebar: TmuxPane
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

const placeIn = (state: SidebarState, topology: Topology, entry: WindowCensus): Place | null => {
  const columns = sidebarColumns(entry.window, abreast(entry.content), state.columns)
  const laid = entry.content.filter(({ floating }) => !floating)
  const beside = state.side === "left" ? laid[0] : laid.at(-1)
  if (columns === null || beside === undefined) return null
  const { window } = entry
  return {
    windowId: window.id,
    beside: beside.id,
    columns,
    side: state.side,
    shape: shapeOf(window, topology),
    layout: window.layout
  }
}

/** tmux tells first that another pane is active and a moment later why: in milliseconds. */
const oneMoment = 250

/** The focus never falls on a sidebar because the pane that had it is gone. */
const fallenFocus = (state: SidebarState, { entry, sidebar, now }: Present): PaneId | null => {
  const { window, content } = entry
  const arrived = state.arrivals.get(window.id)
  if (arrived === undefined || window.activePane !== sidebar.id || now - arrived.at > oneMoment) return null
  if (window.panes.includes(arrived.from)) return null
  return state.recent.get(window.id)?.[0] ?? content[0]?.id ?? null
}

/** Nobody comes to a window and types into a sidebar without having gone to it. */
const leftFocus = (state: SidebarState, { window, seen, content }: WindowCensus, sidebar: TmuxPane): PaneId | null =>
  seen || window.activePane !== sidebar.id || state.expected.has(window.id)
    ? null
    : (state.recent.get(window.id)?.[0] ?? content[0]?.id ?? null)

const away = ({ window }: WindowCensus, sidebar: TmuxPane, stash: SessionId | null): ReadonlyArray<Step> =>
  stash === null ? [] : [Step.Stash({ windowId: sidebar.windowId, home: window.id, paneId: sidebar.id, stash })]

/** The sidebar goes, stays, or is put right. */
const forPresent = (state: SidebarState, present: Present): ReadonlyArray<Step> => {
  const { place, entry, sidebar, stash } = present
  const { window, content } = entry
  if (!state.visible || place === null) return away(entry, sidebar, stash)
  if (window.zoomed) return []
  const inPlace = isInPlace(sidebar, content, place, window)
  const fallen = fallenFocus(state, present) ?? leftFocus(state, entry, sidebar)
  const focus = fallen === null ? [] : [Step.FocusContent({ windowId: window.id, paneId: fallen })]
  if (state.drag?.moving === true && state.drag.window === window.id) return focus
  const isDone = inPlace || state.tried.get(window.id) === place.shape
  if (isDone && window.displaced !== true) return focus
  return [...focus, Step.Arrange({ place, paneId: sidebar.id })]
}

/** A sidebar comes, from wherever it is; one that is astray and can't come goes to the stash. */
const forAbsent = (
  state: SidebarState,
  { topology, stash }: Circumstances,
  entry: WindowCensus
): ReadonlyArray<Step> => {
  const { window, waiting, astray } = entry
  const host = astray === null ? undefined : topology.windows.get(astray.windowId)
  // It can't leave a zoomed window without ending the zoom.
  if (host?.zoomed === true && host.activePane !== astray?.id) return []
  const place = placeIn(state, topology, entry)
  const unwanted = !state.visible || !entry.visited || state.declined.has(window.id)
  if (unwanted || place === null || window.zoomed || state.refused.get(window.id) === place.shape) {
    // The only pane of a window can't be broken out of it: such a window is closed as any without content.
    return astray === null || host?.panes.length === 1 ? [] : away(entry, astray, stash)
  }
  const known = waiting ?? astray
  return [known === null ? Step.Spawn({ place }) : Step.Recall({ place, paneId: known.id })]
}

/** The steps in one window; none in a window without content, which is about to end. */
export const windowSteps = (
  state: SidebarState,
  circumstances: Circumstances,
  entry: WindowCensus
): ReadonlyArray<Step> => {
  const { sidebar, content } = entry
  if (content.length === 0) return []
  if (sidebar === null) return forAbsent(state, circumstances, entry)
  const place = placeIn(state, circumstances.topology, entry)
  return isZoomed(entry) ? [] : forPresent(state, { ...circumstances, place, entry, sidebar })
}
