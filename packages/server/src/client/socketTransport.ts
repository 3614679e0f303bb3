/** Effect's `HttpClient` over a Unix socket, with as little to load as can be: the command line waits for it. */
import { Effect } from "effect"
import { HttpClient, HttpClientError, type HttpClientRequest, HttpClientResponse } from "effect/http"
import type { IncomingMessage } from "node:http"
import { Readable } from "node:stream"

/** An `import` of node:http loads its WebSocket and fetch as well, 34 ms; this takes 4 ms. */
const { request: open } = process.getBuiltinModule("node:http")

const bytesOf = async (message: IncomingMessage): Promise<ArrayBuffer> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Uint8Array.from(Buffer.concat(chunks)).buffer
}

/** The part of a web `Response` that Effect reads; the real one loads fetch. */
const asResponse = (message: IncomingMessage): Response =>
  ({
    status: message.statusCode,
    url: "",
    headers: message.headers,
    arrayBuffer: () => bytesOf(message),
    get body() {
      return Readable.toWeb(message)
    }
  }) as unknown as Response

const bodyOf = ({ body }: HttpClientRequest.HttpClientRequest): Uint8Array | null =>
  body._tag === "Uint8Array" ? body.body : null

export const socketTransport = (socketPath: string): HttpClient.HttpClient =>
  HttpClient.make((request, url, signal) =>
    Effect.callback((resume) => {
      const { method, headers } = request
      const sent = open({ socketPath, path: `${url.pathname}${url.search}`, method, headers, signal, agent: false })
      sent.on("response", (message) => resume(Effect.succeed(HttpClientResponse.fromWeb(request, asResponse(message)))))
      sent.on("error", (cause) => {
        const reason = new HttpClientError.TransportError({ request, cause })
        resume(Effect.fail(new HttpClientError.HttpClientError({ reason })))
      })
      sent.end(bodyOf(request))
    })
  )
