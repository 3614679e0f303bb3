/** Sees to it that nothing of the user's stays in the stash, and that tmux does not take it for the session in use. */
import { Effect, Layer, Stream } from "effect"
import { Tmux, type TmuxError } from "../tmux/Tmux.ts"
import { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { rescues, returnLead } from "./strays.ts"

export const stashWatch = Layer.effectDiscard(
  Effect.gen(function* () {
    const tmux = yield* Tmux
    const topology = yield* TmuxTopology
    const logged = (effect: Effect.Effect<unknown, TmuxError>) =>
      Effect.catch(effect, (error) => Effect.logDebug("the stash could not be put right", error))

    const lead = Effect.gen(function* () {
      const command = returnLead(yield* topology.current)
      if (command !== null) yield* tmux.run(command)
    })

    /** From a certain look: what is not known yet as ours is nobody's stray. */
    const rescue = Effect.gen(function* () {
      const commands = rescues(yield* topology.refresh)
      if (commands.length === 0) return
      yield* Effect.logInfo(`${commands.length} of the user's came out of the stash`)
      yield* tmux.runAll(commands)
    })

    yield* logged(lead)
    yield* tmux.notifications.pipe(
      Stream.filter(({ _tag }) => _tag === "Reconnected"),
      Stream.runForEach(() => logged(lead)),
      Effect.forkScoped
    )
    yield* topology.changes.pipe(
      Stream.filter((look) => rescues(look).length > 0),
      Stream.runForEach(() => logged(rescue)),
      Effect.forkScoped
    )
  })
)
