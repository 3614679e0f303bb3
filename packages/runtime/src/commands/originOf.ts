/** Who gave a command, and where: the client and the window that it acts on (S59, S68, S69). */
import type { Origin } from "@opensessions/protocol/Command"
import type { WindowId } from "@opensessions/protocol/Ids"
import { stashName, type TmuxClient, type Topology } from "../tmux/Topology.ts"

/** The window where the command was given, as far as the origin itself tells. */
const namedWindow = (topology: Topology, origin: Origin): WindowId | null => {
  const ofPane = origin.paneId === null ? undefined : topology.panes.get(origin.paneId)?.windowId
  if (ofPane !== undefined) return ofPane
  return origin.windowId !== null && topology.windows.has(origin.windowId) ? origin.windowId : null
}

/** Whether a look has the window and the pane of an origin; one that was made a moment ago may be missing in it. */
export const knowsOrigin = (topology: Topology, { paneId, windowId }: Origin): boolean =>
  (windowId === null || topology.windows.has(windowId)) && (paneId === null || topology.panes.has(paneId))

const currentWindow = (topology: Topology, client: TmuxClient): WindowId | null =>
  (client.sessionId === null ? null : topology.sessions.get(client.sessionId)?.currentWindow) ?? null

const holds = (topology: Topology, client: TmuxClient, windowId: WindowId): boolean =>
  client.sessionId !== null &&
  topology.sessions.get(client.sessionId)?.windows.some((window) => window.windowId === windowId) === true

/**
 * The client that acted. A named one is taken at its word unless it is a control client; else the most recently active
 * one that looks at the window, then one whose session has it, then any. Read-only clients and those in the stash last.
 */
export const actingClient = (topology: Topology, origin: Origin): TmuxClient | null => {
  const people = [...topology.clients.values()].filter((client) => !client.controlMode && client.sessionId !== null)
  const named = people.find((client) => client.name === origin.client)
  if (named !== undefined) return named
  const windowId = namedWindow(topology, origin)
  const nearness = (client: TmuxClient) => {
    if (windowId === null) return 0
    return currentWindow(topology, client) === windowId ? 2 : holds(topology, client, windowId) ? 1 : 0
  }
  const inStash = (client: TmuxClient) =>
    client.sessionId !== null && topology.sessions.get(client.sessionId)?.name === stashName
  const rank = (client: TmuxClient) => [
    nearness(client),
    inStash(client) ? 0 : 1,
    client.readOnly ? 0 : 1,
    client.activityAt
  ]
  const sorted = people
    .map((client) => ({ client, rank: rank(client) }))
    .toSorted((a, b) => a.rank.map((value, i) => (b.rank[i] ?? 0) - value).find((difference) => difference !== 0) ?? 0)
  return sorted[0]?.client ?? null
}

/** The window that the command acts on: the one that was named, else what the acting client looks at. */
export const originWindow = (topology: Topology, origin: Origin): WindowId | null => {
  const named = namedWindow(topology, origin)
  if (named !== null) return named
  const client = actingClient(topology, origin)
  return client === null ? null : currentWindow(topology, client)
}
