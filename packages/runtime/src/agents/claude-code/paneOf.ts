/** The pane that a thread's process runs in. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { AgentPane } from "../AgentPane.ts"
import type { LiveThread } from "./LiveThread.ts"

/** Panes by their own processes. */
export const panesByPid = (panes: ReadonlyMap<PaneId, AgentPane>): ReadonlyMap<number, AgentPane> =>
  new Map([...panes.values()].map((pane) => [pane.pid, pane]))

/** The pane whose own process is the thread's process or its nearest ancestor. */
export const paneOf = (byPid: ReadonlyMap<number, AgentPane>, thread: LiveThread): AgentPane | null => {
  for (const pid of thread.facts.lineage) {
    const pane = byPid.get(pid)
    if (pane !== undefined) return pane
  }
  return null
}
