/** The watchers of agents, and what nobody understood. */
import { Diagnosis, type WatcherReport } from "@opensessions/protocol/api/Diagnosis"
import { Clock, Effect, Schema } from "effect"
import { Daemon } from "../Daemon.ts"
import { age } from "../text/age.ts"
import { judgePlugins } from "./checkPlugins.ts"
import { type Check, fine, note, problem } from "./Check.ts"

const counted = (unknown: Readonly<Record<string, number>>): string =>
  Object.entries(unknown)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([type, count]) => `${type} (${count})`)
    .join(", ")

const judgeWatcher = (watcher: WatcherReport, now: number): ReadonlyArray<Check> => {
  const name = `watch ${watcher.name}`
  const last = watcher.lastEventAt === null ? "nothing yet" : `last ${age(now - watcher.lastEventAt)} ago`
  const failed = watcher.failures === 0 ? "" : `; failed ${watcher.failures} times, last: ${watcher.lastFailure ?? ""}`
  const text = `${watcher.state}, ${watcher.events} events, ${last}${failed}`
  const state =
    watcher.state === "running" ? fine(name, text) : problem(name, text, "it is tried again; the log tells more")
  const unknown = counted(watcher.unknown)
  return unknown === ""
    ? [state]
    : [state, note(name, `records that it did not know: ${unknown}`, "update opensessions, or report them")]
}

const mostPolled = 5

/** One of them stands for many that have the same reason. */
const judgePolled = ({ polled = [] }: Diagnosis): ReadonlyArray<Check> =>
  polled
    .slice(0, mostPolled)
    .map(({ directory, reason }, i) =>
      problem(
        "files",
        `${directory} can't be watched and is looked at every two seconds` +
          (i === mostPolled - 1 && polled.length > mostPolled ? `, and ${polled.length - mostPolled} others` : ""),
        reason
      )
    )

/** What the daemon says about its parts. Pure. */
export const judgeDiagnosis = (diagnosis: Diagnosis, now: number): ReadonlyArray<Check> => {
  const lines = counted(diagnosis.unknownTmuxLines)
  const tmux =
    lines === "" ? [] : [note("tmux", `lines that nobody knew: ${lines}`, "update opensessions, or report them")]
  return [
    ...diagnosis.watchers.flatMap((watcher) => judgeWatcher(watcher, now)),
    ...judgePlugins(diagnosis),
    ...judgePolled(diagnosis),
    ...tmux
  ]
}

const decode = Schema.decodeUnknownEffect(Diagnosis)

/** Nothing where no daemon runs, or one of a version that does not tell. */
export const checkWatchers = Effect.gen(function* () {
  const daemon = yield* Daemon
  const now = yield* Clock.currentTimeMillis
  return yield* daemon.ask({ path: "/diagnosis" }).pipe(
    Effect.flatMap(decode),
    Effect.map((diagnosis) => judgeDiagnosis(diagnosis, now)),
    Effect.orElseSucceed((): ReadonlyArray<Check> => [])
  )
})
