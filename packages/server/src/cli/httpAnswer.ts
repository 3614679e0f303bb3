/** The little of HTTP/1.1 that one question to our own daemon takes. Pure. */

export interface HttpAnswer {
  readonly status: number
  readonly text: string
}

/** The bytes of a request: a POST where there is a body, and no second one on this connection. */
export const httpRequest = (path: string, body?: unknown): string => {
  const common = "Host: localhost\r\nConnection: close\r\n"
  if (body === undefined) return `GET ${path} HTTP/1.1\r\n${common}\r\n`
  const text = JSON.stringify(body)
  const about = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n`
  return `POST ${path} HTTP/1.1\r\n${common}${about}\r\n${text}`
}

const unchunked = (body: Buffer): Buffer | null => {
  const parts: Array<Buffer> = []
  let at = 0
  for (;;) {
    const end = body.indexOf("\r\n", at)
    if (end < 0) return null
    const size = Number.parseInt(body.toString("latin1", at, end), 16)
    if (Number.isNaN(size)) return null
    if (size === 0) return Buffer.concat(parts)
    parts.push(body.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
    if (at > body.length) return null
  }
}

const wholeBody = (head: string, body: Buffer): Buffer | null => {
  if (/^transfer-encoding: *chunked *$/im.test(head)) return unchunked(body)
  const length = /^content-length: *(\d+) *$/im.exec(head)
  return length === null || body.length === Number(length[1]) ? body : null
}

/** What came until the end of the connection; null where it is no answer, or not all of one. */
export const parseHttpAnswer = (bytes: Buffer): HttpAnswer | null => {
  const end = bytes.indexOf("\r\n\r\n")
  if (end < 0) return null
  const head = bytes.toString("latin1", 0, end)
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)
  const body = wholeBody(head, bytes.subarray(end + 4))
  return status === null || body === null ? null : { status: Number(status[1]), text: body.toString("utf8") }
}
