/** Where a sidebar sends what its user wants done. */
import type { Command, CommandRefused } from "@opensessions/protocol/Command"
import { Context, type Effect } from "effect"

export class CommandSink extends Context.Service<
  CommandSink,
  {
    run(command: Command): Effect.Effect<void, CommandRefused>
  }
>()("@opensessions/sidebar/services/CommandSink") {}
