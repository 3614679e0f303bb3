/** The daemon of this tmux server as the command line meets it: one request on its Unix socket, one answer. */
import { Places } from "@opensessions/runtime/config/Places"
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import { Context, Data, Effect, Layer, Schedule, Schema } from "effect"
import { existsSync } from "node:fs"
import { connect } from "node:net"
import { dirname } from "node:path"
import { isTrusted } from "../daemon/runtimeDirectory.ts"
import { type HttpAnswer, httpRequest, parseHttpAnswer } from "./httpAnswer.ts"
import { isStarting } from "./isStarting.ts"

export class NoDaemon extends Schema.TaggedError<NoDaemon>()("NoDaemon", { key: Schema.Int }) {
  override get message(): string {
    return "no daemon runs for this tmux server; start one with: opensessions"
  }
}

/** The daemon's own word for why it did not do it. */
export class DaemonRefused extends Schema.TaggedError<DaemonRefused>()("DaemonRefused", {
  status: Schema.Int,
  reason: Schema.String
}) {
  override get message(): string {
    return this.reason
  }
}

export class DaemonSilent extends Schema.TaggedError<DaemonSilent>()("DaemonSilent", { socket: Schema.String }) {
  override get message(): string {
    return `the daemon listens on ${this.socket} but does not answer; see: opensessions doctor`
  }
}

export type DaemonError = NoDaemon | DaemonRefused | DaemonSilent

/** A path of the API and, for a POST, its body. */
export interface Question {
  readonly path: string
  readonly body?: unknown
}

const Refusal = Schema.Struct({
  error: Schema.String,
  /** What in the request is wrong. */
  field: Schema.optionalKey(Schema.NullOr(Schema.String)),
  /** What there is not. */
  session: Schema.optionalKey(Schema.String),
  target: Schema.optionalKey(Schema.String)
})
const decodeJson = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Unknown))
const decodeRefusal = Schema.decodeUnknownOption(Schema.fromJsonString(Refusal))

/** More than any answer of a healthy daemon takes; it answers in milliseconds. */
const patience = "5 seconds"

/** Nobody listens there. */
class Unreachable extends Data.TaggedError("Unreachable") {}

/** One request on a connection of its own. `node:http` would do it too, and takes 15 ms more to load and to begin. */
const send = (socket: string, question: Question): Effect.Effect<HttpAnswer, Unreachable | DaemonSilent> =>
  Effect.callback((resume) => {
    const chunks: Array<Buffer> = []
    let failure: Unreachable | DaemonSilent = new Unreachable()
    const connection = connect(socket, () => {
      failure = new DaemonSilent({ socket })
      // Our side stays open until the answer is there: Node gives up what it still works on for who has closed.
      connection.write(httpRequest(question.path, question.body))
    })
    connection.on("data", (chunk: Buffer) => chunks.push(chunk))
    connection.on("error", () => resume(failure))
    connection.on("end", () => {
      const answer = parseHttpAnswer(Buffer.concat(chunks))
      resume(answer === null ? failure : Effect.succeed(answer))
    })
    return Effect.sync(() => void connection.destroy())
  })

const ownUid = process.getuid?.() ?? 0

/** Nobody else can have put it there, or exchange it while it is connected to (S89). */
const isOurs = (socket: string): boolean => existsSync(socket) && isTrusted(dirname(socket))

/**
 * Where its socket can be: tmux may have been started where XDG_RUNTIME_DIR was another one, or none (a service, ssh, su).
 */
export const daemonSockets = (places: DaemonPlaces): ReadonlyArray<string> => {
  const others = [`/tmp/opensessions-${ownUid}`, `/run/user/${ownUid}/opensessions`]
  return [...new Set([places.socketFile, ...others.map((base) => `${base}/${places.key}/daemon.sock`)])].filter(isOurs)
}

const refused = ({ status, text }: HttpAnswer) => {
  const refusal = decodeRefusal(text)
  if (refusal._tag === "None") return new DaemonRefused({ status, reason: `the daemon answered with status ${status}` })
  const { error, field, session, target } = refusal.value
  const missing = session ?? target
  const reason = missing === undefined ? error : `${error} '${missing}'`
  return new DaemonRefused({ status, reason: field ? `${field}: ${reason}` : reason })
}

const askOnce = (places: DaemonPlaces) =>
  Effect.fnUntraced(function* (question: Question): Effect.fn.Return<unknown, DaemonError> {
    for (const socket of daemonSockets(places)) {
      const answered = yield* send(socket, question).pipe(
        Effect.timeoutOrElse({ duration: patience, orElse: () => Effect.fail(new DaemonSilent({ socket })) }),
        Effect.result
      )
      if (answered._tag === "Failure") {
        if (answered.failure instanceof DaemonSilent) return yield* answered.failure
        continue
      }
      const answer = answered.success
      if (answer.status >= 400) return yield* refused(answer)
      const json = decodeJson(answer.text)
      return json._tag === "Some" ? json.value : null
    }
    return yield* new NoDaemon({ key: places.key })
  })

/** The sidebar is there before the socket is: who asks between has its answer a moment later. */
const ask = (places: DaemonPlaces) => {
  const once = askOnce(places)
  return Effect.fn("Daemon.ask")((question: Question) =>
    Effect.catchTag(once(question), "NoDaemon", (nobody) =>
      Effect.flatMap(Effect.provideService(isStarting, Places, places), (starting) =>
        starting
          ? Effect.retry(once(question), {
              while: ({ _tag }) => _tag === "NoDaemon",
              schedule: Schedule.spaced("20 millis").pipe(Schedule.upTo({ duration: patience }))
            })
          : Effect.fail(nobody)
      )
    )
  )
}

export class Daemon extends Context.Service<
  Daemon,
  {
    /** Asks, and gives the decoded JSON of the answer, null where it has none. Starts no daemon. */
    ask(question: Question): Effect.Effect<unknown, DaemonError>
  }
>()("@opensessions/server/cli/Daemon") {
  static readonly layer = Layer.effect(
    Daemon,
    Effect.map(Places, (places) => Daemon.of({ ask: ask(places) }))
  )
}
