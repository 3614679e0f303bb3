/** `opensessions set-progress`. */
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { CliFailed } from "../CliFailed.ts"
import { Daemon } from "../Daemon.ts"
import { given, ttlFlag } from "../metadataFlags.ts"
import { parseProgress } from "../progressAmount.ts"
import { meantSession, sessionFlag } from "../sessionOption.ts"

const amount = Argument.String("amount").pipe(
  Argument.filterMap(
    (text) => Option.fromNullishOr(parseProgress(text)),
    () => "3/10 or 40%"
  ),
  Argument.withDescription("How far it is: 3/10 or 40%"),
  Argument.optional
)

export const setProgress = Command.make(
  "set-progress",
  {
    amount,
    label: Flag.String("label").pipe(Flag.withDescription("What progresses"), Flag.withMetavar("TEXT"), Flag.optional),
    clear: Flag.Boolean("clear").pipe(Flag.withDescription("Take the progress away"), Flag.withDefault(false)),
    session: sessionFlag,
    ttl: ttlFlag
  },
  Effect.fn(function* ({ amount, clear, label, session, ttl }) {
    if (clear ? Option.isSome(amount) || Option.isSome(label) : Option.isNone(amount) && Option.isNone(label)) {
      return yield* new CliFailed({ reason: "give an amount (3/10 or 40%), a --label, or --clear", status: 2 })
    }
    const daemon = yield* Daemon
    const meant = yield* meantSession(session)
    const body = clear
      ? { session: meant, clear: true }
      : given({ session: meant, ...Option.getOrUndefined(amount), label, ttlMs: ttl })
    yield* daemon.ask({ path: "/set-progress", body })
  })
).pipe(
  Command.withDescription("Show a progress beside a session, or take it away"),
  Command.withExamples([
    { command: "opensessions set-progress 3/10 --label services", description: "Three of ten" },
    { command: "opensessions set-progress 40%", description: "A part of the whole" },
    { command: "opensessions set-progress --clear", description: "Take it away" }
  ])
)
