/** `opensessions quit`. */
import { Effect, Option, Schedule } from "effect"
import { Command } from "effect/cli"
import { CliFailed } from "../CliFailed.ts"
import { Daemon } from "../Daemon.ts"
import { readHealth } from "../health.ts"

const isAlive = (pid: number) =>
  Effect.sync(() => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  })

/** Returns when the process has ended, and so taken everything away, so that a script may go on. */
const gone = (pid: number) =>
  isAlive(pid).pipe(
    Effect.flatMap((alive) =>
      alive
        ? Effect.fail(new CliFailed({ reason: `the daemon (process ${pid}) does not end`, status: 1 }))
        : Effect.void
    ),
    Effect.retry(Schedule.spaced("20 millis").pipe(Schedule.upTo({ duration: "5 seconds" })))
  )

export const quit = Command.make(
  "quit",
  {},
  Effect.fn(function* () {
    const daemon = yield* Daemon
    const health = yield* readHealth
    yield* daemon.ask({ path: "/commands/quit", body: {} })
    if (Option.isSome(health)) yield* gone(health.value.pid)
  })
).pipe(
  Command.withDescription("End the daemon of this tmux server and take its sidebars away"),
  Command.withExamples([{ command: "opensessions quit", description: "`opensessions` brings it back" }])
)
