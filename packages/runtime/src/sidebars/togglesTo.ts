/** What a toggle means where it was given (S13). */
import type { WindowCensus } from "./census.ts"
import { abreast, sidebarColumns } from "./sidebarColumns.ts"
import type { SidebarState } from "./SidebarState.ts"

/**
 * A sidebar in the window: all are hidden. None: all are shown, here too where somebody had killed it. Where a person
 * can see none anyway (zoomed, too small, no window), the toggle is of what the others see.
 */
export const togglesTo = (
  state: Pick<SidebarState, "visible" | "columns">,
  entry: WindowCensus | undefined
): "shown" | "hidden" => {
  const other = state.visible ? "hidden" : "shown"
  if (entry === undefined || entry.window.zoomed) return other
  if (entry.sidebar !== null) return "hidden"
  return sidebarColumns(entry.window, abreast(entry.content), state.columns) === null ? other : "shown"
}
