/** A topology as a watcher of agents needs it. Pure; keeps what did not change. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { AgentPane } from "../agents/AgentPane.ts"
import { allContentPanes } from "./seen.ts"
import type { TmuxPane, Topology } from "./Topology.ts"

const agentPane = ({ command, id, path, pid, title, tty }: TmuxPane): AgentPane => ({
  paneId: id,
  pid,
  tty,
  title,
  command,
  path
})

const same = (one: AgentPane, other: AgentPane): boolean =>
  one.pid === other.pid &&
  one.tty === other.tty &&
  one.title === other.title &&
  one.command === other.command &&
  one.path === other.path

/** The content panes of the topology; `previous` itself where nothing of them changed. Dead panes are not among them. */
export const agentPanesOf = (
  topology: Topology,
  previous: ReadonlyMap<PaneId, AgentPane>
): ReadonlyMap<PaneId, AgentPane> => {
  const panes = new Map<PaneId, AgentPane>()
  let unchanged = true
  for (const pane of allContentPanes(topology)) {
    if (pane.dead) continue
    const old = previous.get(pane.id)
    const next = agentPane(pane)
    const kept = old !== undefined && same(old, next) ? old : next
    unchanged &&= kept === old
    panes.set(pane.id, kept)
  }
  return unchanged && panes.size === previous.size ? previous : panes
}
