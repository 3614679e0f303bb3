/** `opensessions explain`. */
import { Explanation } from "@opensessions/protocol/api/Explanation"
import type { State } from "@opensessions/protocol/State"
import { Clock, Console, Effect, Schema } from "effect"
import { Argument, Command } from "effect/cli"
import { CliFailed } from "../CliFailed.ts"
import { Daemon } from "../Daemon.ts"
import { jsonFlag } from "../jsonFlag.ts"
import { printJson } from "../printJson.ts"
import { Reader } from "../Reader.ts"
import { readState } from "../readState.ts"
import { explanationLines } from "../text/explanation.ts"

const decode = Schema.decodeUnknownEffect(Schema.Array(Explanation))

/** The panes of the agents that go by this name or thread. */
const panesOf = (state: State, name: string): ReadonlyArray<string> => {
  const meant = state.sessions
    .flatMap((session) => session.agents)
    .filter((agent) => agent.agent === name || agent.threadId === name || agent.threadName === name)
  return [...new Set(meant.flatMap(({ paneId }) => (paneId === null ? [] : [paneId as string])))]
}

const explainPane = Effect.fnUntraced(function* (pane: string) {
  const daemon = yield* Daemon
  const answer = yield* daemon.ask({ path: `/agents/${encodeURIComponent(pane)}/explain` })
  return yield* Effect.mapError(
    decode(answer),
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
    const panes = /^%\d+$/.test(target) ? [target] : panesOf(yield* readState, target)
    if (panes.length === 0) {
      return yield* new CliFailed({ reason: `no agent '${target}' runs in a pane; see: opensessions ls`, status: 1 })
    }
    const threads = (yield* Effect.forEach(panes, explainPane)).flat()
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
