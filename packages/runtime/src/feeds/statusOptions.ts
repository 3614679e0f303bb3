/** The counts for any status line, as global user options of tmux; written only when a value changes (CONTRACT 5). */
import { countsOf } from "@opensessions/protocol/counts"
import type { State } from "@opensessions/protocol/State"
import { Effect, Layer, Ref, Stream } from "effect"
import { SessionStore } from "../store/SessionStore.ts"
import { Tmux, type TmuxCommand } from "../tmux/Tmux.ts"

const optionNames = [
  "@opensessions_status",
  "@opensessions_waiting",
  "@opensessions_running",
  "@opensessions_unseen"
] as const
type Options = Readonly<Record<(typeof optionNames)[number], string>>

/** Option name → value. */
export const optionsOf = (sessions: State["sessions"]): Options => {
  const counts = countsOf(sessions)
  return {
    "@opensessions_status": counts.text,
    "@opensessions_waiting": String(counts.waiting),
    "@opensessions_running": String(counts.running + counts["tool-running"]),
    "@opensessions_unseen": String(counts.unseen)
  }
}

/** Writes the options as they change and takes them away at the end. */
export const statusOptions = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const tmux = yield* Tmux
    const written = yield* Ref.make<Partial<Options>>({})
    const write = (state: State) =>
      Effect.gen(function* () {
        const wanted = optionsOf(state.sessions)
        const before = yield* Ref.getAndSet(written, wanted)
        const commands = optionNames.flatMap((name): ReadonlyArray<TmuxCommand> =>
          before[name] === wanted[name] ? [] : [["set-option", "-g", name, wanted[name]]]
        )
        if (commands.length > 0) yield* tmux.runAll(commands)
      }).pipe(Effect.catch((error) => Effect.logWarning("status options could not be written", error)))
    yield* Effect.addFinalizer(() =>
      Effect.ignore(tmux.runAll(optionNames.map((name): TmuxCommand => ["set-option", "-gu", name])))
    )
    yield* store.changes.pipe(Stream.runForEach(write), Effect.forkScoped)
  })
)
