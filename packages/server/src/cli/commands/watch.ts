/** `opensessions watch`. */
import { Effect } from "effect"
import { Command } from "effect/cli"
import { jsonFlag } from "../jsonFlag.ts"

export const watch = Command.make(
  "watch",
  // It prints nothing else; the flag is there because it is there wherever something is printed.
  { json: jsonFlag },
  Effect.fn(function* () {
    // Streams take their time to load, which no other command should wait for.
    const { printEvents } = yield* Effect.promise(() => import("../printEvents.ts"))
    yield* printEvents
  })
).pipe(
  Command.withDescription(
    "Print the state now, then after each change, one JSON document a line; ends with status 3 when the daemon has ended"
  ),
  Command.withExamples([
    {
      command: "opensessions watch | jq -r '.sessions[] | select(.attention == \"waiting\").name'",
      description: "Who waits, after each change"
    },
    { command: "opensessions watch | while read -r state; do make report; done", description: "Do something each time" }
  ])
)
