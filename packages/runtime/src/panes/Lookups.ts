/** Answers what a sidebar's modal looks at, and answers again when that changes. */
import type { PaneScreen } from "@opensessions/protocol/AgentPrompt"
import type { PaneId } from "@opensessions/protocol/Ids"
import { type Lookup, LookupAnswer, Lookup as LookupWords } from "@opensessions/protocol/Lookup"
import { Context, Effect, Equal, Layer, Stream } from "effect"
import { ownerOf } from "../multiplexer/joinTopologies.ts"
import { Directories } from "../sessions/Directories.ts"
import { Explain } from "../store/Explain.ts"
import { SessionStore } from "../store/SessionStore.ts"
import { PaneScreens } from "./PaneScreens.ts"

const { cases } = LookupAnswer

/** Other multiplexers than tmux show no screens. */
const unseen = (paneId: PaneId): Stream.Stream<PaneScreen> =>
  Stream.concat(
    Stream.make({ paneId, lines: ["Its screen can be seen in its multiplexer only."], prompt: null }),
    Stream.never
  )

export class Lookups extends Context.Service<
  Lookups,
  {
    /** The answer now, then each change; newest wins. Ends with what was looked at. */
    follow(lookup: Lookup): Stream.Stream<LookupAnswer>
  }
>()("@opensessions/runtime/panes/Lookups") {
  /** Needs `PaneScreens`, `Directories`, `Explain` and `SessionStore`. */
  static readonly layer = Layer.effect(
    Lookups,
    Effect.gen(function* () {
      const screens = yield* PaneScreens
      const directories = yield* Directories
      const { explain } = yield* Explain
      const store = yield* SessionStore
      return Lookups.of({
        follow: LookupWords.match({
          Directories: ({ typed }) =>
            Stream.fromEffect(
              Effect.map(directories.find(typed), (found) => cases.Directories.make({ directories: found }))
            ),
          Why: ({ target }) =>
            store.changes.pipe(
              Stream.mapEffect(() => explain(target)),
              Stream.changesWith((one, other) => Equal.equals(one, other)),
              Stream.map((threads) => cases.Why.make({ threads }))
            ),
          Screen: ({ paneId }) =>
            Stream.map(ownerOf(paneId).place === 0 ? screens.follow(paneId) : unseen(paneId), (screen) =>
              cases.Screen.make({ screen })
            )
        }) as (lookup: Lookup) => Stream.Stream<LookupAnswer>
      })
    })
  )
}
