/** The pane that a process runs in. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { AgentPane } from "./AgentPane.ts"

/** The pane whose own process is the first of `lineage` (a pid and its ancestors, nearest first) that is one. */
export const paneOfLineage = (
  panes: ReadonlyMap<PaneId, AgentPane>,
  lineage: ReadonlyArray<number>
): AgentPane | null => {
  let found: AgentPane | null = null
  let nearest = lineage.length
  for (const pane of panes.values()) {
    const distance = lineage.indexOf(pane.pid)
    if (distance < 0 || distance >= nearest) continue
    nearest = distance
    found = pane
  }
  return found
}
