/** The multiplexers that there are, by name: `tmux`, and those of plugins. */
import { Context, Effect, Layer, type Scope } from "effect"
import type { Multiplexer } from "./Multiplexer.ts"

export class Multiplexers extends Context.Service<
  Multiplexers,
  {
    /** For the life of the scope. */
    register(multiplexer: Multiplexer): Effect.Effect<void, never, Scope.Scope>
    readonly all: Effect.Effect<ReadonlyArray<Multiplexer>>
  }
>()("@opensessions/runtime/multiplexer/Multiplexers") {
  static readonly layer = Layer.sync(Multiplexers, () => {
    const known: Array<Multiplexer> = []
    return Multiplexers.of({
      register: (multiplexer) =>
        Effect.acquireRelease(
          Effect.sync(() => void known.push(multiplexer)),
          () => Effect.sync(() => void known.splice(known.indexOf(multiplexer), 1))
        ),
      all: Effect.sync(() => [...known])
    })
  })

  /** A multiplexer as a layer: how the built-in one and plugins add theirs. */
  static readonly add = <E, R>(multiplexer: Effect.Effect<Multiplexer, E, R>) =>
    Layer.effectDiscard(
      Effect.gen(function* () {
        const { register } = yield* Multiplexers
        yield* register(yield* multiplexer)
      })
    )
}
