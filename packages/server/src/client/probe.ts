/** Asks whoever listens somewhere whether it is the daemon of this tmux server; never says anything to a stranger. */
import { Health, product } from "@opensessions/protocol/api/Health"
import { Effect, Option, Schema } from "effect"
import type { RequestOptions } from "node:http"

// An `import` of node:http loads its WebSocket and fetch as well, 34 ms; this takes 4 ms.
const { get } = process.getBuiltinModule("node:http")

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(Health))

/** More than any answer of ours has; a stranger may send as much as it likes. */
const maxAnswer = 4096

const answerOf = (options: RequestOptions): Effect.Effect<Option.Option<string>> =>
  Effect.callback((resume) => {
    const request = get({ ...options, path: "/health", agent: false }, (response) => {
      let text = ""
      response.setEncoding("utf8")
      response.on("data", (chunk: string) => {
        text += chunk
        if (text.length > maxAnswer) request.destroy()
      })
      response.on("error", () => undefined)
      response.on("close", () => resume(Effect.succeedSome(response.statusCode === 200 ? text : "")))
    })
    request.on("error", () => resume(Effect.succeedNone))
    return Effect.sync(() => request.destroy())
  })

/** Who answered. `stranger`: something listens that is no daemon of ours. */
export type Probed =
  | { readonly _tag: "Nobody" }
  | { readonly _tag: "Stranger" }
  | { readonly _tag: "Daemon"; readonly health: Health }

const patience = "300 millis"

const probe = (options: RequestOptions): Effect.Effect<Probed> =>
  answerOf(options).pipe(
    Effect.timeoutOption(patience),
    Effect.map((answered): Probed => {
      if (Option.isNone(answered)) return { _tag: "Stranger" }
      if (Option.isNone(answered.value)) return { _tag: "Nobody" }
      const health = decode(answered.value.value)
      return Option.isSome(health) && health.value.product === product
        ? { _tag: "Daemon", health: health.value }
        : { _tag: "Stranger" }
    })
  )

export const probeSocket = (socketPath: string): Effect.Effect<Probed> => probe({ socketPath })

export const probePort = (port: number): Effect.Effect<Probed> =>
  probe({ host: "127.0.0.1", port, headers: { host: `127.0.0.1:${port}` } })
