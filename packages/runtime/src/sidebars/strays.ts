/**
 * What is in the stash and does not belong there. tmux gives a command without a target to the session that was used
 * last, and until somebody types that can be the one our own client attached to: a script's `new-window` lands there.
 */
import { contentPanes, clientsInStash, stashSession, terminalClients, userSessions } from "../tmux/seen.ts"
import { ringWindowName } from "../tmux/stash.ts"
import type { TmuxCommand } from "../tmux/Tmux.ts"
import { stashName, type TmuxClient, type TmuxSession, type Topology } from "../tmux/Topology.ts"

const latestClient = (topology: Topology): TmuxClient | null =>
  terminalClients(topology)
    .filter(({ sessionId }) => sessionId !== null && topology.sessions.get(sessionId)?.name !== stashName)
    .toSorted((a, b) => b.activityAt - a.activityAt)[0] ?? null

/** Where strays go: the session of who acted last, else the youngest. */
const home = (topology: Topology): TmuxSession | null => {
  const client = latestClient(topology)
  const session =
    client?.sessionId === undefined || client.sessionId === null ? undefined : topology.sessions.get(client.sessionId)
  return session ?? userSessions(topology).toSorted((a, b) => b.createdAt - a.createdAt)[0] ?? null
}

const paneNumber = (id: string): number => Number(id.slice(1))

/** The commands that bring people, windows and panes out of the stash. */
export const rescues = (topology: Topology): ReadonlyArray<TmuxCommand> => {
  const stash = stashSession(topology)
  const to = home(topology)
  if (stash === null || to === null) return []
  const clients = clientsInStash(topology).map((client): TmuxCommand => [
    "switch-client",
    "-c",
    client.name,
    "-t",
    `${to.id}:`
  ])
  const panes = stash.windows.flatMap(({ windowId }): ReadonlyArray<TmuxCommand> => {
    const window = topology.windows.get(windowId)
    const content = contentPanes(topology, windowId)
    if (window === undefined || content.length === 0) return []
    if (window.name !== ringWindowName) {
      return content.length === window.panes.length
        ? [["move-window", "-d", "-s", windowId, "-t", `${to.id}:`]]
        : content.map((pane): TmuxCommand => ["break-pane", "-d", "-s", pane.id, "-t", `${to.id}:`])
    }
    // The oldest pane of the doorbell window keeps it open.
    const [, ...strays] = content.toSorted((a, b) => paneNumber(a.id) - paneNumber(b.id))
    return strays.map((pane): TmuxCommand => ["break-pane", "-d", "-s", pane.id, "-t", `${to.id}:`])
  })
  return [...clients, ...panes]
}

/** Makes the session of who acted last the one that was used last, as it was before our client attached; null for nobody. */
export const returnLead = (topology: Topology): TmuxCommand | null => {
  const client = latestClient(topology)
  return client === null || client.sessionId === null
    ? null
    : ["switch-client", "-E", "-c", client.name, "-t", `${client.sessionId}:`]
}
