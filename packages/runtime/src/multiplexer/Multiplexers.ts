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
    /** What they have told last. */
    readonly current: Effect.Effect<ReadonlyArray<Placed>>
    /** By their places, first those that there are and then after each change. */
    readonly known: Stream.Stream<ReadonlyMap<number, Multiplexer>>
    /** Null where there is none. */
    at(place: number): Effect.Effect<Multiplexer | null>
    /** The one that was registered last under this name, with its place; null where there is none. */
    named(name: string): Effect.Effect<readonly [place: number, Multiplexer] | null>
  }
>()("@opensessions/runtime/multiplexer/Multiplexers") {
  static readonly layer = Layer.effect(
    Multiplexers,
    Effect.gen(function* () {
      const known = yield* SubscriptionRef.make<ReadonlyMap<number, Multiplexer>>(new Map())
      const topologies = yield* SubscriptionRef.make<ReadonlyArray<Placed>>([])
      let last = 0
      const without = (place: number) => (all: ReadonlyArray<Placed>) => all.filter((other) => other.place !== place)
      const forget = (place: number) => SubscriptionRef.update(topologies, without(place))

      return Multiplexers.of({
        register: Effect.fn("Multiplexers.register")(function* (multiplexer: Multiplexer) {
          const place = ++last
          yield* Effect.acquireRelease(
            SubscriptionRef.update(known, (all) => new Map(all).set(place, multiplexer)),
            () =>
              Effect.andThen(
                forget(place),
                SubscriptionRef.update(known, (all) => new Map([...all].filter(([other]) => other !== place)))
              )
          )
          yield* multiplexer.topology.pipe(
            Stream.runForEach((topology) =>
              SubscriptionRef.update(topologies, (all) => [...without(place)(all), { place, topology }])
            ),
            Effect.catchCause((cause) =>
              Effect.andThen(Effect.logWarning(`multiplexer ${multiplexer.name} failed`, cause), forget(place))
            ),
            Effect.forkScoped
          )
        }),
        topologies: SubscriptionRef.changes(topologies),
        current: SubscriptionRef.get(topologies),
        known: SubscriptionRef.changes(known),
        at: (place) => Effect.map(SubscriptionRef.get(known), (all) => all.get(place) ?? null),
        named: (name) =>
          Effect.map(SubscriptionRef.get(known), (all) => [...all].findLast(([, one]) => one.name === name) ?? null)
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
