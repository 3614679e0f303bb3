/**
 * A watcher. Its agent writes what it does into `~/.my-agent/<pid>.json`:
 *
 *     { "thread": "a1", "state": "working", "title": "Fix the build", "at": 1760000000000 }
 */
import { AgentEvent, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
import { FileEvents } from "@opensessions/runtime/files/FileEvents"
import type { Plugin } from "@opensessions/runtime/plugins/Plugin"
import { ProcessTable } from "@opensessions/runtime/processes/ProcessTable"
import { Effect, Option, Schema, Stream } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { homedir } from "node:os"
import { join } from "node:path"

const agent = "my-agent"
const directory = join(homedir(), ".my-agent")

/** The agent's own words and what they mean. */
const statuses = { working: "running", asking: "waiting", finished: "done", broken: "error" } as const

const Report = Schema.Struct({
  thread: Schema.NonEmptyString,
  state: Schema.Literals(["working", "asking", "finished", "broken"]),
  title: Schema.NullOr(Schema.String),
  at: Schema.Finite
})

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(Report))

interface Found {
  readonly pid: number
  readonly report: typeof Report.Type
}

/** A file that is half written, or that we do not know, is passed over: its next change is seen too. */
const readReports = Effect.sync((): ReadonlyArray<Found> => {
  try {
    return readdirSync(directory).flatMap((name) => {
      const pid = Number.parseInt(name, 10)
      if (!name.endsWith(".json") || Number.isNaN(pid)) return []
      const report = Option.getOrNull(decode(readFileSync(join(directory, name), "utf8")))
      return report === null ? [] : [{ pid, report }]
    })
  } catch {
    return []
  }
})

export default AgentWatchers.add(
  Effect.gen(function* () {
    const files = yield* FileEvents
    const processes = yield* ProcessTable

    /** The process and its ancestors tell in which pane the thread is. */
    const eventOf = Effect.fn(function* ({ pid, report }: Found) {
      return AgentEvent.cases.ThreadReported.make({
        agent,
        threadId: report.thread,
        identity: { ...unknownIdentity, pid, ancestors: yield* processes.lineage(pid) },
        details: { ...noDetails, threadName: report.title, lastActivityAt: report.at },
        evidence: {
          source: "plugin",
          status: statuses[report.state],
          reason: report.state === "asking" ? "question" : null,
          at: report.at,
          detail: `${pid}.json says ${report.state}`
        }
      })
    })

    const exits = (before: ReadonlyArray<Found>, now: ReadonlyArray<Found>) =>
      before
        .filter(({ report }) => !now.some((other) => other.report.thread === report.thread))
        .map(({ report }) =>
          AgentEvent.cases.ThreadExited.make({
            agent,
            threadId: report.thread,
            at: report.at,
            detail: "its file is gone"
          })
        )

    // One element when the watch stands, and one for each change.
    const events = files.entries(directory).pipe(
      Stream.mapEffect(() => readReports),
      Stream.mapAccumEffect(
        (): ReadonlyArray<Found> => [],
        Effect.fn(function* (before, now) {
          const reported = yield* Effect.forEach(now, eventOf)
          return [now, [...reported, ...exits(before, now)]] as const
        })
      )
    )
    return { name: agent, events }
  })
) satisfies Plugin
