/** Tells in the sidebars what of the user's own keys can't be as it is written. */
import { Settings } from "@opensessions/runtime/config/Settings"
import { Fact } from "@opensessions/runtime/store/Fact"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { keymapOf } from "@opensessions/sidebar/keymap"
import { Effect, Layer, Stream } from "effect"

export const keyProblems = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const { changes } = yield* Settings
    yield* changes.pipe(
      Stream.map(({ keys = {} }) => keymapOf(keys).problems[0] ?? null),
      Stream.changes,
      Stream.runForEach((text) => store.submit(Fact.NoticeChanged({ key: "keys", text }))),
      Effect.forkScoped
    )
  })
)
