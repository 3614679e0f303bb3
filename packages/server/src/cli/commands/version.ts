/** `opensessions version`. */
import { Places } from "@opensessions/runtime/config/Places"
import { Console, Effect } from "effect"
import { Command } from "effect/cli"
import { jsonFlag } from "../jsonFlag.ts"
import { printJson } from "../printJson.ts"
import { versionOf } from "../../version.ts"

export const version = Command.make(
  "version",
  { json: jsonFlag },
  Effect.fn(function* ({ json }) {
    const { installation } = yield* Places
    const version = versionOf(installation)
    yield* json ? printJson({ version }) : Console.log(`opensessions ${version}`)
  })
).pipe(
  Command.withDescription("Print the version"),
  Command.withExamples([{ command: "opensessions version", description: "As --version does" }])
)
