/** `opensessions set-status`. */
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { CliFailed } from "../CliFailed.ts"
import { Daemon } from "../Daemon.ts"
import { given, toneFlag, ttlFlag } from "../metadataFlags.ts"
import { meantSession, sessionFlag } from "../sessionOption.ts"

export const setStatus = Command.make(
  "set-status",
  {
    text: Argument.String("text").pipe(Argument.withDescription("What to show beside the session"), Argument.optional),
    clear: Flag.Boolean("clear").pipe(Flag.withDescription("Take the status away"), Flag.withDefault(false)),
    session: sessionFlag,
    tone: toneFlag,
    ttl: ttlFlag
  },
  Effect.fn(function* ({ clear, session, text, tone, ttl }) {
    if (clear === Option.isSome(text)) {
      return yield* new CliFailed({ reason: "give either a text or --clear", status: 2 })
    }
    const daemon = yield* Daemon
    const body = { session: yield* meantSession(session), text: Option.getOrNull(text), tone, ttlMs: ttl }
    yield* daemon.ask({ path: "/set-status", body: given(body) })
  })
).pipe(
  Command.withDescription("Show a status beside a session, or take it away"),
  Command.withExamples([
    { command: 'opensessions set-status "Deploying" --tone warn', description: "In the session of this pane" },
    { command: 'opensessions set-status "Building" --session api --ttl 5m', description: "Goes away by itself" },
    { command: "opensessions set-status --clear", description: "Take it away" }
  ])
)
