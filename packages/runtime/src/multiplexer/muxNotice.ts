/** Says it in the sidebar when the multiplexer that the configuration names is not there. */
import { cleanText } from "@opensessions/protocol/cleanText"
import { Effect, Layer, Stream } from "effect"
import { Settings } from "../config/Settings.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"
import { Multiplexers } from "./Multiplexers.ts"

/** A plugin that brings it is given so long. */
const patience = "5 seconds"

/** The name without a multiplexer, or null. Pure. */
export const unknownMux = (mux: string | undefined, names: ReadonlyArray<string>): string | null =>
  mux === undefined || mux === "tmux" || names.includes(mux) ? null : mux

export const muxNotice = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const { known } = yield* Multiplexers
    const { changes } = yield* Settings
    const tell = (text: string | null) => store.submit(Fact.NoticeChanged({ key: "mux", text }))
    yield* Stream.zipLatestWith(changes, known, ({ mux }, all) =>
      unknownMux(
        mux,
        [...all.values()].map(({ name }) => name)
      )
    ).pipe(
      Stream.changes,
      Stream.switchMap((name) =>
        Stream.fromEffect(
          name === null
            ? tell(null)
            : Effect.delay(
                tell(`mux: there is no multiplexer "${cleanText(name, 50)}"; new sessions can't be made`),
                patience
              )
        )
      ),
      Stream.runDrain,
      Effect.forkScoped
    )
  })
)
