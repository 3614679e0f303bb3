/** What a toggle means where it was given (S13). */
import type { WindowCensus } from "./census.ts"
import { abreast, sidebarColumns } from "./sidebarColumns.ts"
import type { SidebarState } from "./SidebarState.ts"

/**
 * A sidebar in the window: all are hidden. None: all are shown, here too where somebody had killed it. While they are
 * hidden they are shown, whatever is still on its way out; where a person can see none anyway (zoomed, too small, no
 * window), those that others see are hidden.
 */
export const togglesTo = (
  state: Pick<SidebarState, "visible" | "columns">,
  entry: WindowCensus | undefined,
  hasSidebar: boolean
): "shown" | "hidden" => {
  if (!state.visible) return "shown"
  if (entry === undefined || hasSidebar || entry.window.zoomed) return "hidden"
  return sidebarColumns(entry.window, abreast(entry.content), state.columns) === null ? "hidden" : "shown"
}
