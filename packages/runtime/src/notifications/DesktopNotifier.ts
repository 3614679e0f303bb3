/**
 * `desktop`: by the client's own terminal where that is known to show notifications, which works over ssh too; else by
 * the desktop of this machine.
 */
import { Effect } from "effect"
import type { TmuxClient } from "../tmux/Topology.ts"
import { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { personsClients, writeToTerminal } from "./clientTerminals.ts"
import { type Notification, NotifierFailed } from "./Notifier.ts"
import { Notifiers } from "./Notifiers.ts"
import { runProgram } from "./runProgram.ts"
import { closeSequence, type Dialect, dialectOf, showSequence } from "./terminalSequences.ts"

const name = "desktop"

interface Target {
  readonly tty: string
  readonly dialect: Dialect
}

/** The terminals that are known to understand it, each once. */
export const targetsOf = (clients: ReadonlyArray<Pick<TmuxClient, "tty" | "terminal">>): ReadonlyArray<Target> =>
  clients.flatMap(({ terminal, tty }) => {
    const dialect = dialectOf(terminal)
    return dialect === null ? [] : [{ tty, dialect }]
  })

/** AppleScript gets the texts as arguments: nothing in them can be taken for a script. */
const appleScript = ["on run {title, body}", "display notification body with title title", "end run"].flatMap(
  (line) => ["-e", line]
)

const byMac = ({ body, title }: Notification) =>
  runProgram({ notifier: name, words: ["osascript", ...appleScript, "--", title, body] })

/** `notify-send` prints the number by which the desktop takes it back. */
const byFreedesktop = Effect.fnUntraced(function* ({ body, status, title }: Notification) {
  const urgency = status === "waiting" || status === "error" ? "critical" : "normal"
  const words = [
    "notify-send",
    "--app-name=opensessions",
    `--urgency=${urgency}`,
    "--print-id",
    "--",
    title,
    body
  ] as const
  const number = Number.parseInt(yield* runProgram({ notifier: name, words }), 10)
  if (Number.isNaN(number)) return
  const service = "org.freedesktop.Notifications"
  const call = ["--session", `--dest=${service}`, `--object-path=/${service.replaceAll(".", "/")}`]
  const close = ["gdbus", "call", ...call, `--method=${service}.CloseNotification`, `${number}`] as const
  yield* Effect.addFinalizer(() => Effect.ignore(runProgram({ notifier: name, words: close })))
})

export const DesktopNotifier = Notifiers.add(
  Effect.map(TmuxTopology, ({ current }) => ({
    name,
    notify: Effect.fnUntraced(
      function* (notification: Notification) {
        const clients = personsClients(yield* current)
        const written = yield* Effect.filter(targetsOf(clients), ({ dialect, tty }) =>
          writeToTerminal(tty, showSequence(dialect, notification))
        )
        for (const { dialect, tty } of written) {
          const close = closeSequence(dialect, notification)
          if (close !== null) yield* Effect.addFinalizer(() => writeToTerminal(tty, close))
        }
        if (written.length > 0) return
        yield* process.platform === "darwin" ? byMac(notification) : byFreedesktop(notification)
      },
      Effect.catchTag("NotifierFailed", ({ reason }) =>
        Effect.fail(
          new NotifierFailed({
            notifier: name,
            reason: `${reason}; and no terminal here is known to show notifications`
          })
        )
      )
    )
  }))
)
