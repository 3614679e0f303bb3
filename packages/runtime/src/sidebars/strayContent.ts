/** What is not ours in the stash goes to a session of the user's. Pure. */
import type { SessionId } from "@opensessions/protocol/Ids"
import type { Session } from "@opensessions/protocol/State"
import { ringWindowName } from "../tmux/stash.ts"
import type { Topology } from "../tmux/Topology.ts"
import { type Census, isReal } from "./census.ts"
import { neighbour } from "./neighbour.ts"
import { Step } from "./Step.ts"

type DisplayedSessions = ReadonlyArray<Pick<Session, "id" | "index">>

/** Where the person who was active last is; the first shown session where nobody is. */
const destination = (topology: Topology, census: Census, displayed: DisplayedSessions): SessionId | null => {
  const last = [...topology.clients.values()]
    .filter((client) => isReal(client) && client.sessionId !== census.stash)
    .toSorted((a, b) => b.activityAt - a.activityAt)[0]
  return last?.sessionId ?? neighbour(displayed, null, census.sessions)
}

/**
 * tmux gives a command without a target to the session with the newest activity, and that is the stash until somebody
 * presses a key: a script's `new-window` may end up in it. Windows go over whole, panes that were split off ours alone.
 */
export const strayContent = (topology: Topology, census: Census, displayed: DisplayedSessions): ReadonlyArray<Step> => {
  const windows = census.stash === null ? [] : (topology.sessions.get(census.stash)?.windows ?? [])
  const stray = windows.flatMap(({ windowId }) => {
    const window = topology.windows.get(windowId)
    const panes = window?.panes.flatMap((id) => topology.panes.get(id) ?? []) ?? []
    const ours = window?.name === ringWindowName ? panes.slice(0, 1) : panes.filter(({ sidebar }) => sidebar)
    const content = panes.filter((pane) => !ours.includes(pane))
    return content.length === 0 ? [] : [{ windowId, content, whole: ours.length === 0 }]
  })
  const to = stray.length === 0 ? null : destination(topology, census, displayed)
  if (to === null) return []
  return stray.flatMap(({ windowId, content, whole }) =>
    whole ? [Step.GiveBack({ what: windowId, to })] : content.map(({ id }) => Step.GiveBack({ what: id, to }))
  )
}
