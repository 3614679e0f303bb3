/** `opensessions explain`. */
import { Clock, Console, Effect, Schema } from "effect"
import { Argument, Command } from "effect/cli"
import { CliFailed } from "../CliFailed.ts"
import { Daemon } from "../Daemon.ts"
import { jsonFlag } from "../jsonFlag.ts"
import { printJson } from "../printJson.ts"
import { Reader } from "../Reader.ts"
import { explanationLines } from "../text/explanation.ts"

const explainTarget = Effect.fnUntraced(function* (target: string) {
  const daemon = yield* Daemon
  const answer = yield* daemon.ask({ path: `/agents/${encodeURIComponent(target)}/explain` })
  // No other command has to wait until this schema is made.
  const { Explanation } = yield* Effect.promise(() => import("@opensessions/protocol/api/Explanation"))
  return yield* Effect.mapError(
    Schema.decodeUnknownEffect(Schema.Array(Explanation))(answer),
    () => new CliFailed({ reason: "the running daemon is of another version; run: opensessions restart", status: 1 })
  )
})

export const explain = Command.make(
  "explain",
  {
    target: Argument.String("pane or agent").pipe(
      Argument.withDescription("A pane (%4), an agent (claude-code), or the id or name of a thread")
    ),
    json: jsonFlag
  },
  Effect.fn(function* ({ json, target }) {
    const threads = yield* explainTarget(target)
    if (json) return yield* printJson(threads)
    const { paint } = yield* Reader
    const now = yield* Clock.currentTimeMillis
    for (const thread of threads) yield* Console.log(explanationLines(thread, now, paint).join("\n"))
  })
).pipe(
  Command.withDescription("Tell why an agent is shown as it is: every piece of evidence, its time, which one won"),
  Command.withExamples([
    { command: "opensessions explain %4", description: "The agents of a pane" },
    { command: "opensessions explain claude-code", description: "Every such agent" }
  ])
)
