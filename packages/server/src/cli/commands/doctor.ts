/** `opensessions doctor`. */
import { Console, Effect } from "effect"
import { Command } from "effect/cli"
import { CliFailed } from "../CliFailed.ts"
import { jsonFlag } from "../jsonFlag.ts"
import { printJson } from "../printJson.ts"
import { Reader } from "../Reader.ts"
import { checkLines } from "../text/checkList.ts"

export const doctor = Command.make(
  "doctor",
  { json: jsonFlag },
  Effect.fn(function* ({ json }) {
    // What it needs is no other command's to load.
    const { diagnose } = yield* Effect.promise(() => import("../doctor/diagnose.ts"))
    const checks = yield* diagnose
    const problems = checks.filter(({ state }) => state === "problem").length
    if (json) yield* printJson({ problems, checks })
    else yield* Console.log(checkLines(checks, (yield* Reader).paint).join("\n"))
    if (problems > 0) {
      const reason = problems === 1 ? "doctor found a problem" : `doctor found ${problems} problems`
      return yield* new CliFailed({ reason, status: 1 })
    }
  })
).pipe(
  Command.withDescription("Look for everything that can be wrong, and tell how to mend it"),
  Command.withExamples([
    { command: "opensessions doctor", description: "Exit status 0 where nothing is wrong; no daemon is no problem" },
    { command: "opensessions doctor --json", description: "For a report" }
  ])
)
