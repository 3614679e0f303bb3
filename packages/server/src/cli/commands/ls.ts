/** `opensessions ls`. */
import { Clock, Console, Effect } from "effect"
import { Command } from "effect/cli"
import { Daemon } from "../Daemon.ts"
import { jsonFlag } from "../jsonFlag.ts"
import { printJson } from "../printJson.ts"
import { Reader } from "../Reader.ts"
import { readState } from "../readState.ts"
import { sessionList } from "../text/sessionList.ts"

export const ls = Command.make(
  "ls",
  { json: jsonFlag },
  Effect.fn(function* ({ json }) {
    if (json) {
      const daemon = yield* Daemon
      return yield* printJson(yield* daemon.ask({ path: "/state" }))
    }
    const state = yield* readState
    for (const line of sessionList(state, yield* Clock.currentTimeMillis, yield* Reader)) yield* Console.log(line)
  })
).pipe(
  Command.withDescription("List the sessions as the sidebar shows them, with their agents"),
  Command.withExamples([
    { command: "opensessions ls", description: "For reading" },
    { command: "opensessions ls | cut -f 3,4", description: "Names and states; a program gets one line a session" },
    { command: "opensessions ls --json", description: "The whole state document" }
  ])
)
