/** `opensessions server`: the daemon in the foreground, without a supervisor. */
import { Effect } from "effect"
import { Command } from "effect/cli"

export const server = Command.make("server", {}, () =>
  // The daemon is another program than this one, and takes its own time to load.
  Effect.promise(
    () => import(new URL(import.meta.url.endsWith(".ts") ? "../../main.ts" : "./main.mjs", import.meta.url).href)
  )
).pipe(
  Command.withDescription("Run the daemon of this tmux server in the foreground"),
  Command.withExamples([
    { command: "OPENSESSIONS_LOG_LEVEL=debug opensessions server", description: "To watch it work; Ctrl-C ends it" }
  ])
)
