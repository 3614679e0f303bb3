/** `opensessions version`. */
import { Places } from "@opensessions/runtime/config/Places"
import { Console, Effect } from "effect"
import { Command } from "effect/cli"
import { versionOf } from "../../version.ts"

export const version = Command.make(
  "version",
  {},
  Effect.fn(function* () {
    const { installation } = yield* Places
    yield* Console.log(`opensessions ${versionOf(installation)}`)
  })
).pipe(Command.withDescription("Print the version"))
