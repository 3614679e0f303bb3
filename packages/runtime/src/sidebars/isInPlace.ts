/** Whether a sidebar stands where it belongs. Pure. */
import type { TmuxPane, TmuxWindow, Topology } from "../tmux/Topology.ts"
import { abreast, sidebarColumns } from "./sidebarColumns.ts"
import type { SidebarState } from "./SidebarState.ts"
import type { Place } from "./Step.ts"

/** At its edge, of its width, and nothing above or below it; pane borders with titles take a row of each pane. */
export const isInPlace = (
  sidebar: TmuxPane,
  content: ReadonlyArray<TmuxPane>,
  place: Pick<Place, "columns" | "side">,
  window: TmuxWindow
): boolean => {
  const left = place.side === "left" ? 0 : window.width - place.columns
  if (sidebar.width !== place.columns || sidebar.left !== left) return false
  return content.every(
    (pane) =>
      pane.floating || (place.side === "left" ? pane.left > place.columns : pane.left + pane.width < sidebar.left)
  )
}

/** Each window whose sidebar is in its place, as it is now; the others as they were when theirs was. */
export const settledWindows = (
  state: Pick<SidebarState, "columns" | "side" | "settled">,
  topology: Topology,
  homes: SidebarState["homes"]
): SidebarState["settled"] => {
  const settled = new Map([...state.settled].filter(([id]) => topology.windows.has(id)))
  for (const [pane, home] of homes) {
    const window = topology.windows.get(home)
    const sidebar = topology.panes.get(pane)
    if (window === undefined || sidebar?.windowId !== home || window.zoomed || window.layout === "") continue
    if (window.displaced === true) continue
    const content = window.panes.flatMap((id) => topology.panes.get(id) ?? []).filter((one) => !one.sidebar)
    const columns = sidebarColumns(window, abreast(content), state.columns)
    if (columns === null || !isInPlace(sidebar, content, { columns, side: state.side }, window)) continue
    settled.set(home, { layout: window.layout, active: window.activePane })
  }
  return settled
}
