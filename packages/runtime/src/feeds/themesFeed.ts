/** Tells the store which themes plugins bring. */
import { Effect, Layer, Stream } from "effect"
import { Themes } from "../plugins/Themes.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"

export const themesFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const { changes } = yield* Themes
    yield* changes.pipe(
      Stream.runForEach((themes) => store.apply(Fact.ThemesChanged({ themes: Object.fromEntries(themes) }))),
      Effect.forkScoped
    )
  })
)
