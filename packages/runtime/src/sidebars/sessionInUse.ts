/**
 * tmux gives a command without a target to the session that was used last. Right after our own client attached that is
 * the stash, and stays so until somebody types; so the session of who acted last is made the last one again.
 */
import { Effect, Layer, Stream } from "effect"
import { terminalClients } from "../tmux/seen.ts"
import { Tmux, type TmuxCommand } from "../tmux/Tmux.ts"
import { stashName, type Topology } from "../tmux/Topology.ts"
import { TmuxTopology } from "../tmux/TmuxTopology.ts"

/** A switch of who acted last to where they are: nothing moves, but the session counts as used. Null for nobody. */
export const returnLead = (topology: Topology): TmuxCommand | null => {
  const client = terminalClients(topology)
    .filter(({ sessionId }) => sessionId !== null && topology.sessions.get(sessionId)?.name !== stashName)
    .toSorted((a, b) => b.activityAt - a.activityAt)[0]
  return client === undefined || client.sessionId === null
    ? null
    : ["switch-client", "-E", "-c", client.name, "-t", `${client.sessionId}:`]
}

/** At the start and after each reconnection. */
export const sessionInUse = Layer.effectDiscard(
  Effect.gen(function* () {
    const tmux = yield* Tmux
    const topology = yield* TmuxTopology
    const lead = Effect.gen(function* () {
      const command = returnLead(yield* topology.current)
      if (command !== null) yield* tmux.run(command)
    }).pipe(Effect.catch((error) => Effect.logDebug("the session in use is not tmux's current one", error)))
    yield* lead
    yield* tmux.notifications.pipe(
      Stream.filter(({ _tag }) => _tag === "Reconnected"),
      Stream.runForEach(() => lead),
      Effect.forkScoped
    )
  })
)
