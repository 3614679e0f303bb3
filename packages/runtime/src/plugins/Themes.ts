/** The themes that plugins bring, by name. */
import type { InlineTheme } from "@opensessions/protocol/ThemeChoice"
import { Context, Effect, Layer, type Scope, Stream, SubscriptionRef } from "effect"

export class Themes extends Context.Service<
  Themes,
  {
    /** For the life of the scope; the configuration can name it then. */
    register(name: string, theme: InlineTheme): Effect.Effect<void, never, Scope.Scope>
    /** Those that there are first, then each change. */
    readonly changes: Stream.Stream<ReadonlyMap<string, InlineTheme>>
  }
>()("@opensessions/runtime/plugins/Themes") {
  static readonly layer = Layer.effect(
    Themes,
    Effect.map(SubscriptionRef.make<ReadonlyMap<string, InlineTheme>>(new Map()), (known) =>
      Themes.of({
        register: (name, theme) =>
          Effect.acquireRelease(
            SubscriptionRef.update(known, (all) => new Map(all).set(name, theme)),
            () => SubscriptionRef.update(known, (all) => new Map([...all].filter(([, other]) => other !== theme)))
          ),
        changes: SubscriptionRef.changes(known)
      })
    )
  )

  /** A theme as a layer. */
  static readonly add = (name: string, theme: InlineTheme) =>
    Layer.effectDiscard(Effect.flatMap(Themes, ({ register }) => register(name, theme)))
}
