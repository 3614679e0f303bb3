/** `opensessions restart`: another process, the same sidebars. */
import { Effect, Option, Schedule } from "effect"
import { Command } from "effect/cli"
import { CliFailed } from "../CliFailed.ts"
import { readHealth } from "../health.ts"
import { becomeLauncher } from "../launcher.ts"

const notBack = new CliFailed({ reason: "no daemon answers after the restart; see: opensessions doctor", status: 1 })

/** Another process than `pid` answers. */
const another = (pid: number) =>
  readHealth.pipe(
    Effect.flatMap((health) =>
      Option.isSome(health) && health.value.pid !== pid ? Effect.void : Effect.fail(notBack)
    ),
    Effect.retry(Schedule.spaced("20 millis").pipe(Schedule.upTo({ duration: "3 seconds" })))
  )

export const restart = Command.make(
  "restart",
  {},
  Effect.fn(function* () {
    const health = yield* readHealth
    if (Option.isNone(health)) return yield* becomeLauncher("_ensure")
    const { pid } = health.value
    // It has just answered with this number itself, so it is no process that took the number over (S43).
    yield* Effect.try({
      try: () => process.kill(pid, "SIGUSR2"),
      catch: () => new CliFailed({ reason: `the daemon (process ${pid}) can't be signalled`, status: 1 })
    })
    // Without a supervisor (`opensessions server`, or it was killed) nobody else starts the next one.
    yield* Effect.catch(another(pid), () => Effect.andThen(becomeLauncher("_ensure"), another(pid)))
  })
).pipe(
  Command.withDescription("Start the daemon anew; the sidebars stay where they are"),
  Command.withExamples([{ command: "git pull && opensessions restart", description: "After an update" }])
)
