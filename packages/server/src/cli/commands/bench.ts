/** `opensessions bench`: measures this installation on this machine, in a tmux server of its own. */
import { Places } from "@opensessions/runtime/config/Places"
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { CliFailed } from "../CliFailed.ts"
import { exitStatus } from "../exitStatus.ts"
import { jsonFlag } from "../jsonFlag.ts"
import { LauncherFailed, runProgram } from "../launcher.ts"

export const bench = Command.make(
  "bench",
  {
    sections: Argument.String("section").pipe(
      Argument.withDescription("What to measure (memory, latency, coldStart, idle …). Default: all"),
      Argument.variadic()
    ),
    json: jsonFlag
  },
  Effect.fn(function* ({ json, sections }) {
    const { installation } = yield* Places
    const words = [`${installation}/bench/main.ts`, ...(json ? ["--json"] : []), ...sections]
    const status = yield* runProgram(process.execPath, [...process.execArgv, ...words])
    // It has said which sections there are.
    if (status === exitStatus.wrongUsage) return yield* new LauncherFailed({ status })
    if (status !== 0) return yield* new CliFailed({ reason: "the bench did not come to its end", status: 1 })
  })
).pipe(
  Command.withDescription("Measure memory, latency and idle load on this machine, beside the budgets"),
  Command.withExamples([{ command: "opensessions bench frames", description: "One section; all take some minutes" }])
)
