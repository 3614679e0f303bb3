/** Panes on the way to another process: only what is other than before, because one title changes ten times a second. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { AgentPane } from "../../agents/AgentPane.ts"
import type { PaneChange } from "./DaemonRpc.ts"

type Panes = ReadonlyMap<PaneId, AgentPane>

export const paneChange = (before: Panes, now: Panes): PaneChange => ({
  now: [...now.values()].filter((pane) => before.get(pane.paneId) !== pane),
  gone: [...before.keys()].filter((id) => !now.has(id))
})

/** What did not change stays the same object. */
export const withChange = (before: Panes, { gone, now }: PaneChange): Panes => {
  const panes = new Map(before)
  for (const id of gone) panes.delete(id)
  for (const pane of now) panes.set(pane.paneId, pane)
  return panes
}
