/** How many sessions other multiplexers have, for the launcher: it knows tmux's alone, and starts no Node for a name of those. */
import { Effect, Layer, Stream } from "effect"
import { Tmux } from "../tmux/Tmux.ts"
import { Multiplexers } from "./Multiplexers.ts"

const name = "@opensessions-elsewhere"

/** There is no such option while there are none. */
export const elsewhereOption = Layer.effectDiscard(
  Effect.gen(function* () {
    const tmux = yield* Tmux
    const { topologies } = yield* Multiplexers
    const unset = Effect.ignore(tmux.run(["set-option", "-gu", name]))
    const write = (count: number) =>
      count === 0 ? unset : Effect.ignore(tmux.run(["set-option", "-g", name, String(count)]))
    yield* Effect.addFinalizer(() => unset)
    yield* topologies.pipe(
      Stream.map((all) => all.reduce((count, { topology }) => count + topology.sessions.size, 0)),
      Stream.changes,
      Stream.runForEach(write),
      Effect.forkScoped
    )
  })
)
