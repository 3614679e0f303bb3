/** Keeps the stash's name: everything finds it by that, and nobody has a reason to call it anything else. */
import type { SessionId } from "@opensessions/protocol/Ids"
import type { ControlConnection } from "./ControlConnection.ts"
import type { Notification } from "./Notification.ts"
import { stashName } from "./Topology.ts"

/** Notifications pass through `receive`; that the stash has another name is kept from everybody, and mended at once. */
export const makeStashNamePlate = (publish: (notification: Notification) => void) => {
  let stash: SessionId | null = null
  let mend: (session: SessionId) => void = () => undefined

  return {
    receive(notification: Notification): void {
      // Our own client's: it is attached to the stash and to nothing else.
      if (notification._tag === "ClientSessionChanged" && notification.client === null) stash = notification.sessionId
      const isRenamed = notification._tag === "SessionRenamed" && notification.sessionId === stash
      if (!isRenamed || notification.name === stashName) return publish(notification)
      mend(notification.sessionId)
    },
    open(connection: ControlConnection): void {
      mend = (session) => connection.send([["rename-session", "-t", session, stashName]], () => undefined)
    }
  }
}
