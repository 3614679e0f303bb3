/** Requests as anybody can make them: every header, every byte. */
import { Places } from "@opensessions/runtime/config/Places"
import { Effect, Option } from "effect"
import { type Agent, type IncomingHttpHeaders, request } from "node:http"
import { connect, type NetConnectOpts } from "node:net"
import { readDaemonInfo } from "../../src/daemon/DaemonInfo.ts"

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface Sent {
  readonly method?: string
  readonly headers?: Record<string, string | ReadonlyArray<string>>
  readonly body?: string | Buffer | ReadonlyArray<string | Buffer>
  /** Keeps connections for further requests. */
  readonly agent?: Agent
}

/** The doors of the daemon under test. */
export const doors = Effect.gen(function* () {
  const places = yield* Places
  const info = Option.getOrThrow(yield* readDaemonInfo(places))
  const port = info.port ?? 0
  return {
    info,
    unix: { path: places.socketFile },
    tcp: { host: "127.0.0.1", port },
    authorization: `Bearer ${info.token}`
  }
})

export type Where = { readonly path: string } | { readonly host: string; readonly port: number }

const target = (where: Where) => ("path" in where ? { socketPath: where.path } : { host: where.host, port: where.port })

/** An array as body is sent in pieces, without a length. */
export const send = (where: Where, path: string, { method = "GET", headers = {}, body, agent }: Sent = {}) =>
  Effect.callback<Answer, Error>((resume) => {
    const sent = request(
      { ...target(where), path, method, agent: agent ?? false, headers: headers as Record<string, string> },
      (response) => {
        const chunks: Array<Buffer> = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("error", (error) => resume(Effect.fail(error)))
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString()
          resume(Effect.succeed({ status: response.statusCode ?? 0, headers: response.headers, text }))
        })
      }
    )
    sent.on("error", (error) => resume(Effect.fail(error)))
    if (body !== undefined && typeof body !== "string" && !Buffer.isBuffer(body)) {
      for (const piece of body) sent.write(piece)
      sent.end()
    } else sent.end(body)
    return Effect.sync(() => sent.destroy())
  })

/** A JSON post. */
export const post = (where: Where, path: string, body: unknown, headers: Record<string, string> = {}) =>
  send(where, path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body)
  })

/** Sends bytes and collects what comes back until the connection is closed. */
export const sendBytes = (where: Where, bytes: string | Buffer, options: { readonly end?: boolean } = {}) =>
  Effect.callback<string>((resume) => {
    const socket = connect(where as NetConnectOpts, () => {
      socket.write(bytes)
      if (options.end === true) socket.end()
    })
    let text = ""
    socket.on("data", (chunk) => (text += chunk.toString("latin1")))
    socket.on("error", () => undefined)
    socket.on("close", () => resume(Effect.succeed(text)))
    return Effect.sync(() => socket.destroy())
  })
