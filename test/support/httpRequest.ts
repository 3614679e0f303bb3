/** One HTTP request over TCP or a Unix socket, sent as told and answered as it came. */
import { request } from "node:http"

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly text: string
  readonly json: () => unknown
}

export interface HttpOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON, unless it is a string already. */
  readonly body?: unknown
}

export type HttpTarget = { readonly socketPath: string } | { readonly host: string; readonly port: number }

export const httpRequest = (target: HttpTarget, path: string, options: HttpOptions = {}): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const { method = "GET", headers = {}, body } = options
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body)
    const sent = request(
      {
        ...target,
        path,
        method,
        agent: false,
        timeout: 10_000,
        headers: {
          ...(text === undefined
            ? {}
            : { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
          ...headers
        }
      },
      (response) => {
        const chunks: Array<Buffer> = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("error", reject)
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8")
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: () => JSON.parse(text) })
        })
      }
    )
    sent.on("timeout", () => sent.destroy(new Error(`no answer to ${method} ${path}`)))
    sent.on("error", reject)
    sent.end(text)
  })
