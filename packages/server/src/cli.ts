/** `opensessions COMMAND`: runs the command line and ends with the exit status of CONTRACT 1. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Places } from "@opensessions/runtime/config/Places"
import { Console, Effect, Exit, Layer } from "effect"
import { Command } from "effect/cli"
import { commandLine, commandLineOutput } from "./cli/commandLine.ts"
import { Daemon } from "./cli/Daemon.ts"
import { environment } from "./cli/environment.ts"
import { exitStatus, exitStatusOf, type Failure, isSaid } from "./cli/exitStatus.ts"
import { versionOf } from "./version.ts"

const report = Effect.fnUntraced(function* (error: Failure) {
  if (!isSaid(error)) yield* Console.error(`opensessions: ${error.message}`)
  return exitStatusOf(error)
})

const program = Effect.gen(function* () {
  const { installation } = yield* Places
  yield* Command.run(commandLine, { version: versionOf(installation) })
  return exitStatus.done as number
}).pipe(
  Effect.catch(report),
  Effect.provide(Layer.mergeAll(Daemon.layer, environment, commandLineOutput).pipe(Layer.provideMerge(Places.layer)))
)

// Who reads us has read enough (`opensessions ls | head -1`).
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1))

NodeRuntime.runMain(program, {
  teardown: (exit, end) => {
    if (Exit.isSuccess(exit)) end(exit.value as unknown as number)
    else end(exit.cause.reasons.every((reason) => reason._tag === "Interrupt") ? 130 : 1)
  }
})
