/** When a daemon ends by itself, and what it leaves behind (CONTRACT 1). */
import { Commands } from "@opensessions/runtime/commands/Commands"
import { Sidebars } from "@opensessions/runtime/sidebars/Sidebars"
import { Tmux } from "@opensessions/runtime/tmux/Tmux"
import { stashName, type Topology } from "@opensessions/runtime/tmux/Topology"
import { TmuxTopology } from "@opensessions/runtime/tmux/TmuxTopology"
import { Effect, Layer, Stream } from "effect"
import { HandOver } from "./HandOver.ts"

/** Why a daemon ends. `handOver`: another one follows at once, so the sidebars stay in place. */
export interface Ending {
  readonly reason: string
  readonly handOver: boolean
}

/** Whether any session of a person is left; the stash alone keeps nobody alive. */
export const hasUserSession = (topology: Topology): boolean =>
  [...topology.sessions.values()].some((session) => session.name !== stashName)

/** Whether anybody but us is attached, by whatever program. */
const hasClient = (topology: Topology): boolean =>
  [...topology.clients.values()].some(({ sessionId }) => sessionId !== null)

const signalled = (signal: NodeJS.Signals) =>
  Effect.callback<void>((resume) => {
    const listener = () => resume(Effect.void)
    process.on(signal, listener)
    return Effect.sync(() => process.off(signal, listener))
  })

/** Completes when the daemon is to end. SIGINT and SIGTERM interrupt the program instead. */
export const lifetime = Effect.gen(function* () {
  const { quitRequested } = yield* Commands
  const tmux = yield* Tmux
  const { changes, current } = yield* TmuxTopology
  const deserted = changes.pipe(
    Stream.dropWhile((topology) => !hasUserSession(topology)),
    Stream.takeUntil((topology) => !hasUserSession(topology)),
    Stream.runDrain
  )
  // A server that is told to end in the moment in which we attach would wait for us for ever.
  const neverUsed = Effect.delay(current, "10 seconds").pipe(
    Effect.flatMap((topology) => (hasUserSession(topology) ? Effect.never : Effect.void))
  )
  // Our own client counts as one: tmux would never find itself without.
  const unattached = changes.pipe(
    Stream.dropWhile((topology) => !hasClient(topology)),
    Stream.filter((topology) => !hasClient(topology)),
    Stream.mapEffect(() => Effect.orElseSucceed(tmux.run(["show-options", "-sqv", "exit-unattached"]), () => [])),
    Stream.takeUntil(([value]) => value === "on"),
    Stream.runDrain
  )
  const because = (reason: string, handOver = false): Ending => ({ reason, handOver })
  const ending = yield* Effect.raceAllFirst([
    Effect.as(quitRequested, because("quit")),
    Effect.as(tmux.ended, because("the tmux server has ended")),
    Effect.as(deserted, because("no user session is left")),
    Effect.as(neverUsed, because("there is no user session")),
    Effect.as(unattached, because("no client is left, and exit-unattached is on")),
    Effect.as(signalled("SIGHUP"), because("SIGHUP")),
    Effect.as(signalled("SIGUSR2"), because("a new build takes over", true))
  ])
  if (ending.handOver) yield* Effect.flatMap(HandOver, ({ announce }) => announce)
  return ending
})

/** Takes sidebars and stash away at the end, unless another daemon takes them over. */
export const tidyUp = Layer.effectDiscard(
  Effect.gen(function* () {
    const { isHandOver } = yield* HandOver
    const sidebars = yield* Sidebars
    yield* Effect.addFinalizer(() =>
      Effect.gen(function* () {
        if (yield* isHandOver) return
        yield* Effect.ignore(sidebars.remove)
      })
    )
  })
)
