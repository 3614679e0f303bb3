/** One notification applied to a topology: at once where it says all, else with what has to be read again. Pure. */
import type { SessionId, WindowId } from "@opensessions/protocol/Ids"
import type { Notification } from "./Notification.ts"
import type { TmuxSession, TmuxWindow, Topology } from "./Topology.ts"
import { replaceMaps } from "./topologyMerge.ts"
import { wantsOfRing } from "./topologyRings.ts"
import {
  clientsWanted,
  everythingWanted,
  linkedWindowWanted,
  nothingWanted,
  sessionsWanted,
  type Wants,
  windowWanted
} from "./topologyWants.ts"

/** A topology and what of it is uncertain. */
export interface Change {
  readonly topology: Topology
  readonly wants: Wants
}

const unchanged = (topology: Topology): Change => ({ topology, wants: nothingWanted })
const wanting = (topology: Topology, wants: Wants): Change => ({ topology, wants })

const withSession = (topology: Topology, session: TmuxSession): Change =>
  unchanged(replaceMaps(topology, { sessions: new Map(topology.sessions).set(session.id, session) }))

const withWindow = (topology: Topology, window: TmuxWindow): Change =>
  unchanged(replaceMaps(topology, { windows: new Map(topology.windows).set(window.id, window) }))

const selectWindow = (topology: Topology, sessionId: SessionId, windowId: WindowId): Change => {
  const session = topology.sessions.get(sessionId)
  if (session === undefined) return wanting(topology, sessionsWanted)
  if (session.currentWindow === windowId) return unchanged(topology)
  const known = topology.windows.has(windowId) && session.windows.some((link) => link.windowId === windowId)
  if (!known) return wanting(topology, linkedWindowWanted(windowId))
  return withSession(topology, { ...session, currentWindow: windowId })
}

const renameWindow = (topology: Topology, windowId: WindowId, name: string): Change => {
  const window = topology.windows.get(windowId)
  if (window === undefined) return wanting(topology, linkedWindowWanted(windowId))
  return window.name === name ? unchanged(topology) : withWindow(topology, { ...window, name })
}

/** The topology after `notification`. */
export const applyNotification = (topology: Topology, notification: Notification): Change => {
  switch (notification._tag) {
    case "SessionsChanged":
      return wanting(topology, sessionsWanted)
    case "SessionRenamed": {
      const session = topology.sessions.get(notification.sessionId)
      if (session === undefined) return wanting(topology, sessionsWanted)
      return session.name === notification.name
        ? unchanged(topology)
        : withSession(topology, { ...session, name: notification.name })
    }
    case "SessionWindowChanged":
      return selectWindow(topology, notification.sessionId, notification.windowId)
    case "ClientSessionChanged": {
      const { client: name, sessionId } = notification
      if (name === null) return unchanged(topology)
      const client = topology.clients.get(name)
      if (client === undefined || !topology.sessions.has(sessionId)) return wanting(topology, clientsWanted)
      if (client.sessionId === sessionId) return unchanged(topology)
      const clients = new Map(topology.clients).set(name, { ...client, sessionId })
      return wanting(replaceMaps(topology, { clients }), clientsWanted)
    }
    case "ClientDetached": {
      if (!topology.clients.has(notification.client)) return unchanged(topology)
      const clients = new Map(topology.clients)
      clients.delete(notification.client)
      return unchanged(replaceMaps(topology, { clients }))
    }
    case "WindowAdded":
      return wanting(topology, linkedWindowWanted(notification.windowId))
    case "WindowClosed":
      return wanting(topology, sessionsWanted)
    case "WindowRenamed":
      return renameWindow(topology, notification.windowId, notification.name)
    case "WindowPaneChanged": {
      const window = topology.windows.get(notification.windowId)
      if (window === undefined || !window.panes.includes(notification.paneId)) {
        return wanting(topology, windowWanted(notification.windowId))
      }
      // `rotate-window` moves panes about and tells nothing but this.
      const { topology: next } = withWindow(topology, { ...window, activePane: notification.paneId, layout: "" })
      return wanting(window.activePane === notification.paneId ? topology : next, windowWanted(window.id))
    }
    case "LayoutChanged":
      return wanting(topology, windowWanted(notification.windowId))
    case "Rang":
      return wanting(topology, notification.lost ? everythingWanted : wantsOfRing(notification.ring))
    case "Reconnected":
      return wanting(topology, everythingWanted)
    default:
      return unchanged(topology)
  }
}
