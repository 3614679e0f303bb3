/** Which panes somebody looks at: the active pane of the current window of an attached client that has the focus. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { Topology } from "../tmux/Topology.ts"

export const watchedPanes = (topology: Topology): ReadonlySet<PaneId> => {
  const watched = new Set<PaneId>()
  for (const client of topology.clients.values()) {
    if (client.controlMode || !client.focused || client.sessionId === null) continue
    const current = topology.sessions.get(client.sessionId)?.currentWindow ?? null
    const active = current === null ? null : (topology.windows.get(current)?.activePane ?? null)
    if (active !== null) watched.add(active)
  }
  return watched
}
