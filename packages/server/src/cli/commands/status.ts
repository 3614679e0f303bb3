/** `opensessions status`: the counts, for any status line. Without `--json` the launcher answers by itself. */
import { countsOf } from "@opensessions/protocol/counts"
import { Console, Effect } from "effect"
import { Command } from "effect/cli"
import { jsonFlag } from "../jsonFlag.ts"
import { printJson } from "../printJson.ts"
import { readState } from "../readState.ts"

export const status = Command.make(
  "status",
  { json: jsonFlag },
  Effect.fn(function* ({ json }) {
    const counts = countsOf((yield* readState).sessions)
    yield* json ? printJson(counts) : Console.log(counts.text)
  })
).pipe(
  Command.withDescription("Print what waits and what nobody has seen, in a few words for a status line"),
  Command.withExamples([
    { command: "opensessions status", description: "`2 waiting 1 done`; an empty line where there is nothing" },
    { command: "opensessions status --json", description: "Every count" },
    { command: "set -ga status-right ' #{@opensessions_status}'", description: "tmux's own line needs no command" }
  ])
)
