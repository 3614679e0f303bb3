/** The one place where commands from keys, mouse, HTTP, CLI and key bindings are carried out. */
import type { Command, CommandRefused } from "@opensessions/protocol/Command"
import { Context, type Effect } from "effect"

export class Commands extends Context.Service<
  Commands,
  {
    run(command: Command): Effect.Effect<void, CommandRefused>
    /** Completes when `Quit` was asked for. */
    readonly quitRequested: Effect.Effect<void>
  }
>()("@opensessions/runtime/commands/Commands") {}
