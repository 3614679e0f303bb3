/** What somebody looks at: attached clients that have the focus tell. */
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import type { TmuxClient, Topology } from "../tmux/Topology.ts"

const looking = (topology: Topology): ReadonlyArray<TmuxClient> =>
  [...topology.clients.values()].filter((client) => !client.controlMode && client.focused)

/** The active pane of the current window of each such client's session. */
export const watchedPanes = (topology: Topology): ReadonlySet<PaneId> => {
  const watched = new Set<PaneId>()
  for (const { sessionId } of looking(topology)) {
    const current = sessionId === null ? null : (topology.sessions.get(sessionId)?.currentWindow ?? null)
    const active = current === null ? null : (topology.windows.get(current)?.activePane ?? null)
    if (active !== null) watched.add(active)
  }
  return watched
}

/** The sessions that such clients are in. */
export const watchedSessions = (topology: Topology): ReadonlySet<SessionId> =>
  new Set(looking(topology).flatMap(({ sessionId }) => (sessionId === null ? [] : [sessionId])))
