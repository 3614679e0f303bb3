/** The one place where commands from keys, mouse, HTTP, CLI and key bindings are carried out. */
import type { Command, CommandRefused } from "@opensessions/protocol/Command"
import { Context, Effect, Layer } from "effect"
import { makeCommands } from "./makeCommands.ts"

export class Commands extends Context.Service<
  Commands,
  {
    run(command: Command): Effect.Effect<void, CommandRefused>
    /** Completes when `Quit` was asked for. */
    readonly quitRequested: Effect.Effect<void>
  }
>()("@opensessions/runtime/commands/Commands") {
  /** Needs `Tmux`, `TmuxTopology`, `Sidebars`, `SessionStore`, `Settings`, `SessionOrder`, `PaneScreens` and `Multiplexers`. */
  static readonly layer = Layer.effect(Commands, Effect.map(makeCommands, Commands.of))
}
