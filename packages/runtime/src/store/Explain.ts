/** Answers why agents are shown as they are, from everything that the store knows. */
import type { Explanation } from "@opensessions/protocol/api/Explanation"
import { Clock, Context, Effect, Layer } from "effect"
import { explainThreads } from "./explainThreads.ts"
import { SessionStore } from "./SessionStore.ts"

export class Explain extends Context.Service<
  Explain,
  {
    /**
     * `target` is a pane id, or an agent's name or thread id. Every thread that fits, the most urgent first; empty where
     * none does.
     */
    explain(target: string): Effect.Effect<ReadonlyArray<Explanation>>
  }
>()("@opensessions/runtime/store/Explain") {
  static readonly layer = Layer.effect(
    Explain,
    Effect.map(SessionStore, ({ model }) =>
      Explain.of({
        explain: Effect.fn("Explain.explain")(function* (target) {
          return explainThreads(yield* model, target, yield* Clock.currentTimeMillis)
        })
      })
    )
  )
}
