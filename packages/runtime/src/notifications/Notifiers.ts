/** The notifiers that there are, built-in ones and those of plugins. */
import { Context, Effect, Layer, type Scope } from "effect"
import type { Notifier } from "./Notifier.ts"

export class Notifiers extends Context.Service<
  Notifiers,
  {
    /** For the life of the scope. One of the same name that was there before is back afterwards. */
    register(notifier: Notifier): Effect.Effect<void, never, Scope.Scope>
    named(name: string): Effect.Effect<Notifier | null>
  }
>()("@opensessions/runtime/notifications/Notifiers") {
  static readonly layer = Layer.sync(Notifiers, () => {
    const all: Array<Notifier> = []
    return Notifiers.of({
      register: (notifier) =>
        Effect.acquireRelease(
          Effect.sync(() => void all.push(notifier)),
          () => Effect.sync(() => void all.splice(all.lastIndexOf(notifier), 1))
        ),
      named: (name) => Effect.sync(() => all.findLast((notifier) => notifier.name === name) ?? null)
    })
  })

  /** A notifier as a layer: how built-in ones and plugins add theirs. */
  static readonly add = <E, R>(notifier: Effect.Effect<Notifier, E, R>) =>
    Layer.effectDiscard(
      Effect.gen(function* () {
        const { register } = yield* Notifiers
        yield* register(yield* notifier)
      })
    )
}
