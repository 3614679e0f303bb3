/** Whether this daemon's end is a hand-over to the next one; asked by what would otherwise tidy up. */
import { Context, Effect, Layer, Ref } from "effect"

export class HandOver extends Context.Service<
  HandOver,
  {
    readonly isHandOver: Effect.Effect<boolean>
    readonly announce: Effect.Effect<void>
  }
>()("@opensessions/server/composition/HandOver") {
  static readonly layer = Layer.effect(
    HandOver,
    Effect.map(Ref.make(false), (ref) => HandOver.of({ isHandOver: Ref.get(ref), announce: Ref.set(ref, true) }))
  )
}
