/** Why a window shows no sidebar, for the person who asked for it there. */
import type { TmuxWindow } from "../tmux/Topology.ts"
import { defaultColumns, leastContent, sidebarColumns } from "./sidebarColumns.ts"

/** A sentence that says what to do. */
export const refusedReveal = (window: TmuxWindow | undefined): string => {
  if (window === undefined) return "This window is gone."
  if (window.zoomed) return "This window is zoomed. The sidebar is there as soon as you leave the zoom (prefix z)."
  const needed = `${defaultColumns + 1 + leastContent.columns} columns and ${leastContent.rows} rows`
  return sidebarColumns(window, 1, defaultColumns) === null
    ? `This window is too small for the sidebar: it has ${window.width} columns and ${window.height} rows, ${needed} are needed.`
    : "There is no room for the sidebar in this window: it has too many panes for its size."
}
