/** What the plugin of this process has registered, by the numbers that the daemon asks by. */
import { Cause, Context, Deferred, Effect, Layer, type Scope, Stream } from "effect"
import type { Watcher } from "../../agents/Watcher.ts"
import type { Multiplexer } from "../../multiplexer/Multiplexer.ts"
import type { Notifier } from "../../notifications/Notifier.ts"
import type { Registration } from "../process/Registration.ts"
import { Daemon } from "./Daemon.ts"

type Thing = Watcher | Notifier | Multiplexer

export class Brought extends Context.Service<
  Brought,
  {
    readonly watchers: ReadonlyMap<number, Watcher>
    readonly notifiers: ReadonlyMap<number, Notifier>
    readonly multiplexers: ReadonlyMap<number, Multiplexer>
    addWatcher(watcher: Watcher): Effect.Effect<void, never, Scope.Scope>
    addNotifier(notifier: Notifier): Effect.Effect<void, never, Scope.Scope>
    addMultiplexer(multiplexer: Multiplexer): Effect.Effect<void, never, Scope.Scope>
    /** Tells the daemon for the life of the scope; returns when it has it. */
    register(registration: Registration): Effect.Effect<void, never, Scope.Scope>
  }
>()("@opensessions/runtime/plugins/host/Brought") {
  static readonly layer = Layer.effect(
    Brought,
    Effect.gen(function* () {
      const daemon = yield* Daemon
      const watchers = new Map<number, Watcher>()
      const notifiers = new Map<number, Notifier>()
      const multiplexers = new Map<number, Multiplexer>()
      let last = 0

      const register = Effect.fnUntraced(function* (registration: Registration) {
        const stands = yield* Deferred.make<void>()
        yield* daemon.Register({ registration }).pipe(
          Stream.runForEach(() => Deferred.succeed(stands, undefined)),
          Effect.catchCause((cause) => Deferred.die(stands, Cause.squash(cause))),
          Effect.forkScoped
        )
        yield* Deferred.await(stands)
      })

      const add = <A extends Thing>(_tag: "Watcher" | "Notifier" | "Multiplexer", all: Map<number, A>) =>
        Effect.fnUntraced(function* (thing: A) {
          const id = ++last
          yield* Effect.acquireRelease(
            Effect.sync(() => all.set(id, thing)),
            () => Effect.sync(() => all.delete(id))
          )
          yield* register({ _tag, id, name: thing.name })
        })

      return Brought.of({
        watchers,
        notifiers,
        multiplexers,
        addWatcher: add("Watcher", watchers),
        addNotifier: add("Notifier", notifiers),
        addMultiplexer: add("Multiplexer", multiplexers),
        register
      })
    })
  )
}
