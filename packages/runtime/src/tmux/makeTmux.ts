/** The life of `Tmux`: connect, answer, connect again when the connection breaks, and leave nothing behind. */
import { Deferred, Effect, Exit, Latch, PubSub, Queue, Scope, Stream } from "effect"
import type { ConnectionEnded } from "./ControlConnection.ts"
import { absenceMillis } from "./crashGuard.ts"
import { exchange, linesOf } from "./exchange.ts"
import { Notification, type Ring } from "./Notification.ts"
import { guardedRingText } from "./ring.ts"
import { abandonStash, establish, type Standing, type TmuxOptions } from "./Standing.ts"
import { type TmuxCommand, TmuxGone } from "./TmuxError.ts"
import { isInternalRing } from "./topologyRings.ts"

// Not before `crashGuard` lets us; in all about 6 s. A server that lives answers the first one.
const delays = [absenceMillis, 50, 100, 200, 400, 800, 1000, 1000, 1000, 1000] as const

/** Builds the service; fails when there is no server to begin with. */
export const makeTmux = Effect.fn("Tmux.make")(function* (options: TmuxOptions) {
  const hub = yield* PubSub.unbounded<Notification>()
  const ended = yield* Deferred.make<TmuxGone>()
  const stands = yield* Latch.make(false)
  const connections = yield* Scope.fork(yield* Effect.scope)
  let standing: Standing | null = null
  let leaving = false

  // A key may be pressed before anybody reads the rings: while a daemon starts, nobody else hears it either (S44).
  const rung = yield* Queue.unbounded<Ring>()

  const publish = (notification: Notification) => {
    if (notification._tag === "Rang" && !isInternalRing(notification.ring)) Queue.offerUnsafe(rung, notification.ring)
    PubSub.publishUnsafe(hub, notification)
  }

  /** One try; what a failed one had opened is closed again. */
  const attempt = Effect.fnUntraced(function* (serverPid: string | null) {
    const scope = yield* Scope.fork(connections)
    const made = yield* Scope.provide(establish(options, publish, serverPid), scope).pipe(
      Effect.tapCause(() => Scope.close(scope, Exit.void))
    )
    standing = made
    yield* Latch.open(stands)
    return { made, scope }
  })

  const again = Effect.fnUntraced(function* (serverPid: string) {
    for (const delay of delays) {
      yield* Effect.sleep(delay)
      const result = yield* Effect.result(attempt(serverPid))
      if (result._tag === "Success") return result.success
      yield* Effect.logDebug("no connection to tmux yet", result.failure)
      if (result.failure._tag === "ConnectionEnded" && result.failure.serverGone) return null
    }
    return null
  })

  const supervise = Effect.fnUntraced(function* (initial: Effect.Success<ReturnType<typeof attempt>>) {
    let current: typeof initial | null = initial
    let last: ConnectionEnded | null = null
    while (current !== null) {
      last = yield* current.made.connection.ended
      if (leaving) return
      standing = null
      yield* Latch.close(stands)
      yield* Effect.logInfo("the connection to tmux broke", last.reason)
      yield* Scope.close(current.scope, Exit.void)
      current = last.serverGone ? null : yield* again(current.made.serverPid)
      if (current !== null) publish(Notification.Reconnected())
    }
    yield* Deferred.succeed(ended, new TmuxGone({ reason: last?.reason ?? "" }))
  })

  const initial = yield* attempt(null).pipe(
    Effect.mapError(
      (error) => new TmuxGone({ reason: error._tag === "TmuxCommandFailed" ? error.message : error.reason })
    )
  )
  yield* Effect.forkScoped(supervise(initial))
  yield* Effect.addFinalizer(() =>
    Effect.suspend(() => {
      leaving = true
      return standing === null ? Effect.void : abandonStash(standing)
    })
  )

  const current: Effect.Effect<Standing, TmuxGone> = Effect.suspend(() => {
    if (standing !== null) return Effect.succeed(standing)
    const gone = Effect.flatMap(Deferred.await(ended), (error) => Effect.fail(error))
    return Effect.raceFirst(Effect.andThen(Latch.await(stands), current), gone)
  })
  const answersTo = (commands: ReadonlyArray<TmuxCommand>) =>
    Effect.flatMap(current, ({ connection }) => exchange(connection, commands))
  const notifications = Stream.fromPubSub(hub)

  return {
    run: Effect.fn("Tmux.run")(function* (command: TmuxCommand) {
      const [answer] = yield* answersTo([command])
      return yield* linesOf(command, answer)
    }),
    runAll: Effect.fn("Tmux.runAll")(function* (commands: ReadonlyArray<TmuxCommand>) {
      const answers = yield* answersTo(commands)
      return yield* Effect.forEach(commands, (command, index) => linesOf(command, answers[index]))
    }),
    ask: (token: number, commands: ReadonlyArray<TmuxCommand>) =>
      Effect.map(current, ({ connection }) =>
        connection.send(commands, (answers) => {
          if (answers !== null) publish(Notification.Answered({ token, answers }))
        })
      ),
    notifications,
    rings: Stream.fromQueue(rung),
    ownClient: Effect.sync(() => standing?.client ?? ""),
    ringCommand: (words: ReadonlyArray<string>) => Effect.succeed(guardedRingText(words)),
    ended: Effect.asVoid(Deferred.await(ended)),
    unknownLines: Effect.sync(() => new Map(standing?.connection.unknown)),
    version: Effect.map(current, ({ version }) => version)
  }
})
