/** One request to the daemon, as plain as can be: for commands that a person waits for. */
import { Places } from "@opensessions/runtime/config/Places"
import { Effect, Option, Schema } from "effect"
import { isNobody, NoDaemon, nobodyAt, onlyOurs } from "./NoDaemon.ts"

// An `import` of node:http loads its WebSocket and fetch as well, 34 ms; this takes 4 ms.
const { request } = process.getBuiltinModule("node:http")

/** The daemon would not: its sentence, and the field where it named one. */
export class Refused extends Schema.TaggedError<Refused>()("Refused", {
  status: Schema.Int,
  error: Schema.String,
  field: Schema.NullOr(Schema.String)
}) {
  override get message(): string {
    return this.field === null ? this.error : `${this.field}: ${this.error}`
  }
}

export interface Question {
  readonly path: `/${string}`
  /** Sent as JSON with POST; absent, it is a GET. */
  readonly payload?: unknown
}

interface Said {
  readonly status: number
  readonly text: string
}

const answer = (socketPath: string, { path, payload }: Question): Effect.Effect<Said, Error> =>
  Effect.callback((resume) => {
    const body = payload === undefined ? null : JSON.stringify(payload)
    const headers = body === null ? {} : { "content-type": "application/json" }
    const sent = request({ socketPath, path, method: body === null ? "GET" : "POST", headers, agent: false })
    sent.on("response", (response) => {
      const chunks: Array<Buffer> = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("error", (error) => resume(Effect.fail(error)))
      response.on("end", () =>
        resume(Effect.succeed({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
      )
    })
    sent.on("error", (error) => resume(Effect.fail(error)))
    sent.end(body)
    return Effect.sync(() => sent.destroy())
  })

const decodeRefusal = Schema.decodeUnknownOption(
  Schema.fromJsonString(
    Schema.Struct({ error: Schema.String, field: Schema.optionalKey(Schema.NullOr(Schema.String)) })
  )
)

const refused = ({ status, text }: Said): Refused => {
  const said = Option.getOrElse(decodeRefusal(text), () => ({ error: `the daemon answered ${status}`, field: null }))
  return new Refused({ status, error: said.error, field: said.field ?? null })
}

/** A daemon that hangs must not hang whoever asks it. */
const patience = "5 seconds"

/** The answer's body, JSON or empty. */
export const askDaemon = Effect.fn("askDaemon")(function* (question: Question) {
  const places = yield* Places
  const silent = (why: string) => new NoDaemon({ key: places.key, why })
  yield* onlyOurs(places)
  const said = yield* answer(places.socketFile, question).pipe(
    Effect.mapError((cause) =>
      isNobody(cause) ? nobodyAt(places) : silent(`asking the daemon failed: ${cause.message}`)
    ),
    Effect.timeoutOrElse({
      duration: patience,
      orElse: () => Effect.fail(silent(`the daemon did not answer within ${patience}`))
    })
  )
  return said.status >= 200 && said.status < 300 ? said.text : yield* refused(said)
})
