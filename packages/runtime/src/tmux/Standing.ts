/** A connection that is ready for use: in the stash, with its doorbell, to the server that it is meant for. */
import { Effect, type Scope } from "effect"
import { connect, ConnectionEnded, type ControlConnection } from "./ControlConnection.ts"
import { makeDoorbell } from "./doorbell.ts"
import { exchange, exchangeOne } from "./exchange.ts"
import { endLeftClients } from "./leftClients.ts"
import type { Notification } from "./Notification.ts"
import { rungOption } from "./ring.ts"
import { adoptRingWindow, listStashWindows, newRingWindow, ringOption, ringWindowAmong, stashOptions } from "./stash.ts"
import { makeStashNamePlate } from "./stashNamePlate.ts"
import type { TmuxCommand, TmuxCommandFailed } from "./TmuxError.ts"

/** Which tmux, and which server of it. */
export interface TmuxOptions {
  readonly socketPath: string
  /** The program; it must be of the server's version. */
  readonly tmux?: string
}

/** What is known of a connection once it stands. */
export interface Standing {
  readonly connection: ControlConnection
  /** The name of our client. */
  readonly client: string
  readonly version: string
  readonly serverPid: string
  readonly ringWindow: string
}

/** Finds or makes the doorbell window and gives its id. */
const prepareStash = Effect.fnUntraced(function* (connection: ControlConnection) {
  yield* exchange(connection, stashOptions)
  const found = ringWindowAmong(yield* exchangeOne(connection, listStashWindows))
  const ringWindow = found ?? (yield* exchangeOne(connection, newRingWindow))[0] ?? ""
  yield* exchange(connection, adoptRingWindow(ringWindow))
  return ringWindow
})

// Of a server that is not ours: a stash that we just made goes again, one that somebody uses stays.
const leaveForeignStash: TmuxCommand = [
  "if-shell",
  "-F",
  "#{&&:#{==:#{session_windows},1},#{==:#{session_attached},1}}",
  "kill-session"
]

/**
 * Connects and prepares. After a connection that broke (`serverPid` is known) rings that came meanwhile are still heard,
 * and a server that took the place of the old one is left as it is (S51).
 */
export const establish = Effect.fnUntraced(function* (
  options: TmuxOptions,
  publish: (notification: Notification) => void,
  serverPid: string | null
): Effect.fn.Return<Standing, ConnectionEnded | TmuxCommandFailed, Scope.Scope> {
  const namePlate = makeStashNamePlate(publish)
  const doorbell = makeDoorbell(namePlate.receive)
  const connection = yield* connect({
    tmux: options.tmux ?? "tmux",
    socketPath: options.socketPath,
    onNotification: doorbell.receive
  })
  namePlate.open(connection)
  const about = yield* exchangeOne(connection, ["display-message", "-p", "#{pid} #{version} #{client_name}"])
  const [pid = "", version = "", ...name] = (about[0] ?? "").split(" ")
  const client = name.join(" ")
  if (serverPid === null) yield* exchange(connection, [["set-option", "-gqu", rungOption]])
  else if (serverPid !== pid) {
    yield* Effect.ignore(exchange(connection, [leaveForeignStash]))
    return yield* new ConnectionEnded({ reason: "another server took its place", serverGone: true })
  }
  yield* endLeftClients(connection, client)
  const prepare = Effect.tap(prepareStash(connection), (window) => Effect.sync(() => doorbell.open(window, connection)))
  const ringWindow = yield* prepare
  yield* doorbell.lost.pipe(
    Effect.andThen(prepare),
    Effect.catchTag("TmuxCommandFailed", (error) => Effect.logWarning("the doorbell is gone", error)),
    Effect.forever,
    Effect.forkScoped
  )
  return { connection, version, client, serverPid: pid, ringWindow }
})

/** Takes back what `establish` set, the doorbell window last; with it the stash goes, unless sidebars wait in it. */
export const abandonStash = ({ connection, ringWindow }: Standing): Effect.Effect<void> => {
  const commands: ReadonlyArray<TmuxCommand> = [
    ["set-option", "-gqu", ringOption],
    ["set-option", "-gqu", rungOption],
    ["kill-window", "-t", ringWindow]
  ]
  return exchange(connection, commands).pipe(Effect.timeout("1 second"), Effect.ignore)
}
