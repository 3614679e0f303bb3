/** `opensessions history`. */
import { Clock, Console, Effect, Option, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { CliFailed } from "../CliFailed.ts"
import { Daemon } from "../Daemon.ts"
import { parseDuration } from "../duration.ts"
import { jsonFlag } from "../jsonFlag.ts"
import { printJson } from "../printJson.ts"
import { Reader } from "../Reader.ts"

const sinceFlag = Flag.String("since").pipe(
  Flag.filterMap(
    (text) => Option.fromNullishOr(parseDuration(text)),
    () => "a time such as 30m, 2h or 7d"
  ),
  Flag.withDescription("How far back: 30m, 2h, 7d"),
  Flag.withMetavar("TIME"),
  Flag.withDefault(86_400_000)
)

const sessionFlag = Flag.String("session").pipe(
  Flag.withAlias("s"),
  Flag.withDescription("Of one session only, by its name or id; also of one that has ended"),
  Flag.withMetavar("SESSION"),
  Flag.optional
)

/** Dates and this schema take their time to load, which no other command should wait for. */
const schema = Effect.promise(() => import("@opensessions/protocol/History"))
const text = Effect.promise(() => import("../text/history.ts"))

/** The running daemon's answer; where none runs, what the journal's file says. */
const readHistory = Effect.fnUntraced(function* (since: number, session: string | null) {
  const daemon = yield* Daemon
  const { History } = yield* schema
  const query = new URLSearchParams({ since: String(since), ...(session === null ? {} : { session }) })
  return yield* daemon.ask({ path: `/history?${query}` }).pipe(
    Effect.flatMap((answer) =>
      Effect.mapError(
        Schema.decodeUnknownEffect(History)(answer),
        () =>
          new CliFailed({ reason: "the running daemon is of another version; run: opensessions restart", status: 1 })
      )
    ),
    // SQLite takes its time to load, which no other command should wait for.
    Effect.catchTag("NoDaemon", () =>
      Effect.flatMap(
        Effect.promise(() => import("../storedHistory.ts")),
        ({ storedHistory }) => storedHistory({ since, session })
      )
    )
  )
})

export const history = Command.make(
  "history",
  { session: sessionFlag, since: sinceFlag, json: jsonFlag },
  Effect.fn(function* ({ json, session, since }) {
    const now = yield* Clock.currentTimeMillis
    const found = yield* readHistory(now - since, Option.getOrNull(session))
    if (json) return yield* printJson(found)
    const { historyLines } = yield* text
    for (const line of historyLines(found, yield* Reader)) yield* Console.log(line)
  })
).pipe(
  Command.withDescription("Show what agents did, and how long they worked and waited; starts no daemon"),
  Command.withExamples([
    { command: "opensessions history", description: "Of the last day" },
    { command: "opensessions history --since 2h --session api", description: "Of one session" },
    { command: "opensessions history --since 7d --json", description: "For a program" }
  ])
)
