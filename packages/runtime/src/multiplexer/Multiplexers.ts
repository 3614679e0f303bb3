/** The multiplexers beside tmux, which plugins bring: their sessions are shown with those of tmux. */
import { Context, Effect, Layer, type Scope, Stream, SubscriptionRef } from "effect"
import type { Placed } from "./joinTopologies.ts"
import type { Multiplexer } from "./Multiplexer.ts"

export class Multiplexers extends Context.Service<
  Multiplexers,
  {
    /** For the life of the scope. */
    register(multiplexer: Multiplexer): Effect.Effect<void, never, Scope.Scope>
    /** Those that have told of themselves, first as they are and then after each change. */
    readonly topologies: Stream.Stream<ReadonlyArray<Placed>>
    /** Null where there is none. */
    at(place: number): Effect.Effect<Multiplexer | null>
  }
>()("@opensessions/runtime/multiplexer/Multiplexers") {
  static readonly layer = Layer.effect(
    Multiplexers,
    Effect.gen(function* () {
      const known = new Map<number, Multiplexer>()
      const topologies = yield* SubscriptionRef.make<ReadonlyArray<Placed>>([])
      let last = 0
      const forget = (place: number) =>
        SubscriptionRef.update(topologies, (all) => all.filter((other) => other.place !== place))

      return Multiplexers.of({
        register: Effect.fn("Multiplexers.register")(function* (multiplexer: Multiplexer) {
          const place = ++last
          yield* Effect.acquireRelease(
            Effect.sync(() => known.set(place, multiplexer)),
            () =>
              Effect.andThen(
                forget(place),
                Effect.sync(() => known.delete(place))
              )
          )
          yield* multiplexer.topology.pipe(
            Stream.runForEach((topology) =>
              SubscriptionRef.update(topologies, (all) => [
                ...all.filter((other) => other.place !== place),
                { place, topology }
              ])
            ),
            Effect.catchCause((cause) =>
              Effect.andThen(Effect.logWarning(`multiplexer ${multiplexer.name} failed`, cause), forget(place))
            ),
            Effect.forkScoped
          )
        }),
        topologies: SubscriptionRef.changes(topologies),
        at: (place) => Effect.sync(() => known.get(place) ?? null)
      })
    })
  )

  /** A multiplexer as a layer: how plugins add theirs. */
  static readonly add = <E, R>(multiplexer: Effect.Effect<Multiplexer, E, R>) =>
    Layer.effectDiscard(
      Effect.gen(function* () {
        const { register } = yield* Multiplexers
        yield* register(yield* multiplexer)
      })
    )
}
