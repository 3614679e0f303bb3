/** Keeps store and sidebars at one: visibility from the panes to the state, width from the state to the panes. */
import { Effect, Layer, Stream } from "effect"
import { Sidebars } from "../sidebars/Sidebars.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"

export const sidebarFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const sidebars = yield* Sidebars
    yield* sidebars.visibleChanges.pipe(
      Stream.runForEach((visible) => store.submit(Fact.VisibilityChanged({ visible }))),
      Effect.forkScoped
    )
    yield* store.changes.pipe(
      Stream.map((state) => state.sidebarWidth),
      Stream.changes,
      Stream.runForEach((columns) =>
        Effect.catch(sidebars.setWidth(columns), (error) => Effect.logWarning("the width could not be set", error))
      ),
      Effect.forkScoped
    )
  })
)
