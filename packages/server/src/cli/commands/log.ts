/** `opensessions log`, `notify` and `clear-log`. */
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { Daemon } from "../Daemon.ts"
import { given, sourceFlag, toneFlag } from "../metadataFlags.ts"
import { meantSession, sessionFlag } from "../sessionOption.ts"

const line = {
  message: Argument.String("message").pipe(Argument.withDescription("The line")),
  session: sessionFlag,
  tone: toneFlag,
  source: sourceFlag
}

const add = (path: string) =>
  Effect.fn(function* ({ message, session, source, tone }: Command.Command.Config.Infer<typeof line>) {
    const daemon = yield* Daemon
    yield* daemon.ask({ path, body: given({ session: yield* meantSession(session), message, tone, source }) })
  })

export const log = Command.make("log", line, add("/log")).pipe(
  Command.withDescription("Add a line to a session's log; the newest 50 are kept"),
  Command.withExamples([
    {
      command: 'opensessions log "Tests passed" --source ci --tone success',
      description: "In the session of this pane"
    },
    { command: 'opensessions log "Deployed" --session api', description: "In another session" }
  ])
)

export const notify = Command.make("notify", line, add("/notify")).pipe(
  Command.withDescription("Add a log line, mark the session unseen and notify as configured"),
  Command.withExamples([{ command: 'make; opensessions notify "make has ended"', description: "After something long" }])
)

export const clearLog = Command.make(
  "clear-log",
  { session: sessionFlag },
  Effect.fn(function* ({ session }) {
    const daemon = yield* Daemon
    yield* daemon.ask({ path: "/clear-log", body: { session: yield* meantSession(session) } })
  })
).pipe(
  Command.withDescription("Empty a session's log"),
  Command.withExamples([{ command: "opensessions clear-log --session api", description: "Of another session" }])
)
