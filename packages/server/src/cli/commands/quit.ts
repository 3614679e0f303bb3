/** `opensessions quit`. */
import { Effect, Option, Schedule } from "effect"
import { Command } from "effect/cli"
import { CliFailed } from "../CliFailed.ts"
import { Daemon } from "../Daemon.ts"
import { readHealth } from "../health.ts"

const stillThere = new CliFailed({ reason: "the daemon does not end; see: opensessions doctor", status: 1 })

/** Returns when it does not answer any more, so that a script may go on. */
const gone = readHealth.pipe(
  Effect.flatMap((health) => (Option.isSome(health) ? Effect.fail(stillThere) : Effect.void)),
  Effect.retry(Schedule.spaced("20 millis").pipe(Schedule.upTo({ duration: "5 seconds" })))
)

export const quit = Command.make(
  "quit",
  {},
  Effect.fn(function* () {
    const daemon = yield* Daemon
    yield* daemon.ask({ path: "/commands/quit", body: {} })
    yield* gone
  })
).pipe(
  Command.withDescription("End the daemon of this tmux server and take its sidebars away"),
  Command.withExamples([{ command: "opensessions quit", description: "`opensessions` brings it back" }])
)
