/** The life of `Tmux`: connect, prepare the stash and its doorbell, answer, and connect again when the connection breaks. */
import { Deferred, Effect, Exit, Latch, PubSub, Scope, Stream } from "effect"
import { connect, type ConnectionEnded, type ControlConnection } from "./ControlConnection.ts"
import { type Answer, Notification } from "./Notification.ts"
import { makeDoorbell } from "./doorbell.ts"
import { guardedRingText, rungOption } from "./ring.ts"
import { adoptRingWindow, listStashWindows, newRingWindow, ringOption, ringWindowAmong, stashOptions } from "./stash.ts"
import { isInternalRing } from "./topologyRings.ts"
import { type TmuxCommand, TmuxCommandFailed, type TmuxError, TmuxGone } from "./TmuxError.ts"

/** Which tmux, and which server of it. */
export interface TmuxOptions {
  readonly socketPath: string
  /** The program; it must be of the server's version. */
  readonly tmux?: string
}

const failed = (command: TmuxCommand, reason: string) => new TmuxCommandFailed({ command: command[0], reason })

const first = (
  command: TmuxCommand,
  answer: Answer | undefined
): Effect.Effect<ReadonlyArray<string>, TmuxCommandFailed> =>
  answer?.ok === true
    ? Effect.succeed(answer.lines)
    : Effect.fail(failed(command, answer?.lines.join("; ") ?? "the connection broke before the answer"))

/** Runs commands on one connection. */
const exchange = (connection: ControlConnection, commands: ReadonlyArray<TmuxCommand>) =>
  Effect.callback<ReadonlyArray<Answer>, TmuxCommandFailed>((resume) =>
    connection.send(commands, (answers) => {
      const command = commands[0] ?? ["nothing"]
      resume(answers === null ? first(command, undefined).pipe(Effect.as([])) : Effect.succeed(answers))
    })
  )

const exchangeOne = (connection: ControlConnection, command: TmuxCommand) =>
  Effect.flatMap(exchange(connection, [command]), (answers) => first(command, answers[0]))

/** Finds or makes the doorbell window and gives its id. */
const prepareStash = Effect.fnUntraced(function* (connection: ControlConnection) {
  yield* exchange(connection, stashOptions)
  const found = ringWindowAmong(yield* exchangeOne(connection, listStashWindows))
  const ringWindow = found ?? (yield* exchangeOne(connection, newRingWindow))[0] ?? ""
  yield* exchange(connection, adoptRingWindow(ringWindow))
  return ringWindow
})

/** What a connection is good for once it is prepared. */
interface Standing {
  readonly connection: ControlConnection
  readonly client: string
  readonly version: string
}

// 20 ms, 40 ms … 1 s, in all about 6 s; a server that lives answers the first one.
const delays = [20, 40, 80, 160, 320, 640, 1000, 1000, 1000, 1000] as const

/** Builds the service; fails when there is no server to begin with. */
export const makeTmux = Effect.fn("Tmux.make")(function* (options: TmuxOptions) {
  const hub = yield* PubSub.unbounded<Notification>()
  const ended = yield* Deferred.make<TmuxGone>()
  const stands = yield* Latch.make(false)
  let standing: Standing | null = null

  const publish = (notification: Notification) => PubSub.publishUnsafe(hub, notification)

  const establish = Effect.fnUntraced(function* (fresh: boolean) {
    const doorbell = makeDoorbell(publish)
    const connection = yield* connect({
      tmux: options.tmux ?? "tmux",
      socketPath: options.socketPath,
      onNotification: doorbell.receive
    })
    if (fresh) yield* exchange(connection, [["set-option", "-gqu", rungOption]])
    const prepare = Effect.map(prepareStash(connection), (window) => doorbell.open(window, connection))
    yield* prepare
    const about = yield* exchangeOne(connection, ["display-message", "-p", "#{version} #{client_name}"])
    const [version = "", ...client] = (about[0] ?? "").split(" ")
    yield* doorbell.lost.pipe(
      Effect.andThen(prepare),
      Effect.catchTag("TmuxCommandFailed", (error) => Effect.logWarning("the doorbell is gone", error)),
      Effect.forever,
      Effect.forkScoped
    )
    standing = { connection, version, client: client.join(" ") }
    yield* Latch.open(stands)
    return connection
  })

  const again = Effect.fnUntraced(function* (scope: Scope.Closeable) {
    for (const delay of delays) {
      yield* Effect.sleep(delay)
      const result = yield* Effect.result(Scope.provide(establish(false), scope))
      if (result._tag === "Success") return result.success
      yield* Effect.logDebug("no connection to tmux yet", result.failure)
      if (result.failure._tag === "ConnectionEnded" && result.failure.serverGone) return null
    }
    return null
  })

  const supervise = Effect.fnUntraced(function* (initial: ControlConnection, initialScope: Scope.Closeable) {
    let connection: ControlConnection | null = initial
    let scope = initialScope
    let reason: ConnectionEnded | null = null
    while (connection !== null) {
      reason = yield* connection.ended
      standing = null
      yield* Latch.close(stands)
      yield* Scope.close(scope, Exit.void)
      yield* Effect.logInfo("the connection to tmux broke", reason.reason)
      scope = yield* Scope.fork(outer)
      connection = reason.serverGone ? null : yield* again(scope)
      if (connection !== null) publish(Notification.Reconnected())
    }
    yield* Deferred.succeed(ended, new TmuxGone({ reason: reason?.reason ?? "" }))
  })

  const outer = yield* Effect.scope
  const scope = yield* Scope.fork(outer)
  const connection = yield* Scope.provide(establish(true), scope).pipe(
    Effect.mapError(
      (error) => new TmuxGone({ reason: error._tag === "TmuxCommandFailed" ? error.message : error.reason })
    )
  )
  yield* Effect.forkScoped(supervise(connection, scope))

  const current: Effect.Effect<Standing, TmuxGone> = Effect.suspend(() => {
    if (standing !== null) return Effect.succeed(standing)
    const gone = Effect.flatMap(Deferred.await(ended), (error) => Effect.fail(error))
    return Effect.raceFirst(Effect.andThen(Latch.await(stands), current), gone)
  })

  const answers = (commands: ReadonlyArray<TmuxCommand>): Effect.Effect<ReadonlyArray<Answer>, TmuxError> =>
    Effect.flatMap(current, ({ connection }) => exchange(connection, commands))

  const notifications = Stream.fromPubSub(hub)

  yield* Effect.addFinalizer(() =>
    Effect.suspend(() => {
      if (standing === null) return Effect.void
      const leave: ReadonlyArray<TmuxCommand> = [
        ["set-option", "-gqu", ringOption],
        ["set-option", "-gqu", rungOption]
      ]
      return Effect.ignore(exchange(standing.connection, leave))
    })
  )

  return {
    run: Effect.fn("Tmux.run")(function* (command: TmuxCommand) {
      const [answer] = yield* answers([command])
      return yield* first(command, answer)
    }),
    runAll: Effect.fn("Tmux.runAll")(function* (commands: ReadonlyArray<TmuxCommand>) {
      const all = yield* answers(commands)
      return yield* Effect.forEach(commands, (command, index) => first(command, all[index]))
    }),
    ask: (token: number, commands: ReadonlyArray<TmuxCommand>) =>
      Effect.map(current, ({ connection }) =>
        connection.send(commands, (all) => {
          if (all !== null) publish(Notification.Answered({ token, answers: all }))
        })
      ),
    notifications,
    rings: notifications.pipe(
      Stream.filter((notification) => notification._tag === "Rang"),
      Stream.map(({ ring }) => ring),
      Stream.filter((ring) => !isInternalRing(ring))
    ),
    ownClient: Effect.sync(() => standing?.client ?? ""),
    ringCommand: (words: ReadonlyArray<string>) => Effect.succeed(guardedRingText(words)),
    ended: Effect.asVoid(Deferred.await(ended)),
    version: Effect.map(current, ({ version }) => version)
  }
})
