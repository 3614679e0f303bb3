/** Turns the renaming of the doorbell window into rings: reads them once, however often it was renamed meanwhile. */
import { Effect, Queue } from "effect"
import type { ControlConnection } from "./ControlConnection.ts"
import { Notification } from "./Notification.ts"
import { emptyRings, parseRings, readRings } from "./ring.ts"

// In one command, so that no ring comes between reading and emptying.
const takeRings = ["if-shell", "-F", "1", `${readRings.join(" ")} ; ${emptyRings.slice(0, -1).join(" ")} ""`] as const

/** The doorbell of one connection. Each notification passes through `receive`; what is not the bell goes on to `publish`. */
export const makeDoorbell = (publish: (notification: Notification) => void) => {
  const losses = Effect.runSync(Queue.unbounded<void>())
  let ringWindow = ""
  let ring: () => void = () => undefined

  return {
    receive(notification: Notification): void {
      if (notification._tag === "WindowRenamed" && notification.windowId === ringWindow) return ring()
      if (notification._tag === "WindowClosed" && notification.windowId === ringWindow)
        Queue.offerUnsafe(losses, undefined)
      publish(notification)
    },
    /** From now on `window` is the bell. Rings that came before are read at once. */
    open(window: string, connection: ControlConnection): void {
      ringWindow = window
      let reading = false
      let again = false
      ring = () => {
        again = reading
        if (reading) return
        reading = true
        connection.send([takeRings], (answers) => {
          reading = false
          const { lost, rings } = parseRings(answers?.[0]?.lines ?? [])
          rings.forEach((words, index) => publish(Notification.Rang({ ring: words, lost: lost && index === 0 })))
          if (again) ring()
        })
      }
      ring()
    },
    /** Completes when the bell's window was closed, once for each time. */
    lost: Queue.take(losses)
  }
}
