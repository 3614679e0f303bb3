/** The screens of panes, looked at when something is written there, and only for as long as somebody looks. */
import type { PaneScreen } from "@opensessions/protocol/AgentPrompt"
import type { PaneId } from "@opensessions/protocol/Ids"
import { Context, Effect, Equal, Fiber, Layer, Stream } from "effect"
import { TerminalWrites } from "../agents/TerminalWrites.ts"
import { Tmux, type TmuxError } from "../tmux/Tmux.ts"
import { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { agentPrompt } from "./agentPrompt.ts"
import { colouredLines } from "./colouredLines.ts"

/** A screen that is written all the time is looked at this often; a person sees no more. */
const pace = "60 millis"

export class PaneScreens extends Context.Service<
  PaneScreens,
  {
    /** One look at what the pane's program shows. */
    look(paneId: PaneId): Effect.Effect<PaneScreen, TmuxError>
    /** Completes when something is next written to the pane; at once where it has no terminal that can be watched. */
    written(paneId: PaneId): Effect.Effect<void>
    /** The screen now, then each change. Ends with the pane. */
    follow(paneId: PaneId): Stream.Stream<PaneScreen>
  }
>()("@opensessions/runtime/panes/PaneScreens") {
  /** Needs `Tmux` and `TmuxTopology`. */
  static readonly layer = Layer.effect(
    PaneScreens,
    Effect.gen(function* () {
      const tmux = yield* Tmux
      const topology = yield* TmuxTopology
      const nextWrite = yield* TerminalWrites

      const look = Effect.fn("PaneScreens.look")(function* (paneId: PaneId) {
        const captured = yield* tmux.run(["capture-pane", "-e", "-p", "-t", paneId])
        const lines = colouredLines(captured)
        return { paneId, lines, prompt: agentPrompt(lines) } satisfies PaneScreen
      })

      const written = Effect.fn("PaneScreens.written")(function* (paneId: PaneId) {
        const tty = (yield* topology.current).panes.get(paneId)?.tty ?? ""
        yield* tty === "" ? Effect.sleep("1 second") : nextWrite(tty)
      })

      return PaneScreens.of({
        look,
        written,
        follow: (paneId) =>
          Stream.unwrap(
            Effect.gen(function* () {
              const scope = yield* Effect.scope
              let armed: Fiber.Fiber<void> | null = null
              const round = Effect.gen(function* () {
                if (armed !== null) yield* Effect.andThen(Fiber.join(armed), Effect.sleep(pace))
                // Before the look: what is written while it is taken is not missed.
                armed = yield* Effect.forkIn(written(paneId), scope, { startImmediately: true })
                return yield* look(paneId)
              })
              return Stream.fromEffectRepeat(round)
            })
          ).pipe(
            Stream.changesWith((one, other) => Equal.equals(one, other)),
            Stream.catch(() => Stream.empty)
          )
      })
    })
  )
}
