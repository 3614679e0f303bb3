/**
 * A notifier: `"notifications": "webhook"` posts each notification as JSON to the address in `~/.config/webhook-url`,
 * and once more when it is taken back.
 */
import { type Notification, NotifierFailed } from "@opensessions/runtime/notifications/Notifier"
import { Notifiers } from "@opensessions/runtime/notifications/Notifiers"
import type { Plugin } from "@opensessions/runtime/plugins/Plugin"
import { Effect } from "effect"
import { readFileSync } from "node:fs"
import { homedir } from "node:os"
import { join } from "node:path"

const name = "webhook"

const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))

const send = async (message: unknown, signal: AbortSignal) => {
  const url = readFileSync(join(homedir(), ".config/webhook-url"), "utf8").trim()
  const headers = { "content-type": "application/json" }
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(message), signal })
  if (!answer.ok) throw new Error(`it answered with status ${answer.status}`)
}

const post = (notification: Notification, state: "new" | "over") =>
  Effect.tryPromise({
    try: (signal) => send({ state, ...notification }, signal),
    catch: (cause) => new NotifierFailed({ notifier: name, reason: reasonOf(cause) })
  }).pipe(
    Effect.timeoutOrElse({
      duration: "5 seconds",
      orElse: () => Effect.fail(new NotifierFailed({ notifier: name, reason: "it does not answer" }))
    })
  )

export default Notifiers.add(
  Effect.succeed({
    name,
    // The finalizer runs when the question is answered, or the outcome seen.
    notify: (notification: Notification) =>
      Effect.acquireRelease(post(notification, "new"), () => Effect.ignore(post(notification, "over")))
  })
) satisfies Plugin
