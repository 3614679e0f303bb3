/** `command`: runs the program of the configuration, without a shell. */
import { Effect } from "effect"
import { Settings } from "../config/Settings.ts"
import { type Notification, NotifierFailed } from "./Notifier.ts"
import { Notifiers } from "./Notifiers.ts"
import { runProgram } from "./runProgram.ts"

/** What can stand as `{name}` in an argument. */
const fields = (notification: Notification): Readonly<Record<string, string>> => ({
  title: notification.title,
  body: notification.body,
  session: notification.session.name,
  agent: notification.agent ?? "",
  status: notification.status ?? "",
  reason: notification.reason ?? "",
  pane: notification.paneId ?? ""
})

/** The words with what they name put in, once: a text that is put in names nothing itself. */
export const filledWords = (
  [program, ...words]: readonly [string, ...ReadonlyArray<string>],
  notification: Notification
): readonly [string, ...ReadonlyArray<string>] => {
  const known = fields(notification)
  const filled = words.map((word) => word.replaceAll(/\{(\w+)\}/gu, (all, name: string) => known[name] ?? all))
  return [program, ...filled]
}

const name = "command"

export const CommandNotifier = Notifiers.add(
  Effect.map(Settings, ({ current }) => ({
    name,
    notify: Effect.fnUntraced(function* (notification: Notification) {
      const { notifications } = yield* current
      const words = typeof notifications === "object" ? notifications.command : undefined
      if (words === undefined) {
        return yield* new NotifierFailed({ notifier: name, reason: "`notifications.command` names no program" })
      }
      yield* runProgram({
        notifier: name,
        words: filledWords(words, notification),
        input: `${JSON.stringify(notification)}\n`
      })
    })
  }))
)
