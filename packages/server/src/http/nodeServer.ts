/** A Node HTTP server whose clients have deadlines: slow, half-open or broken ones cost nothing to the others. */
import type { Server, ServerResponse } from "node:http"
import type { Socket } from "node:net"

// An `import` of node:http loads its WebSocket and fetch as well: 34 ms of the daemon's start against 4 ms.
const { createServer } = process.getBuiltinModule("node:http")

export interface ServerLimits {
  /** Milliseconds for the head of a request, also for the first byte of a connection. */
  readonly headMs: number
  /** Milliseconds for the whole request. */
  readonly requestMs: number
  /** How often deadlines are looked at, in milliseconds; a client is cut off that much later at the latest. */
  readonly checkMs: number
  /** Milliseconds that a connection may wait for its next request. */
  readonly idleMs: number
  readonly connections: number
  readonly headBytes: number
}

export const serverLimits: ServerLimits = {
  headMs: 5_000,
  requestMs: 10_000,
  checkMs: 5_000,
  idleMs: 5_000,
  connections: 1_024,
  headBytes: 16_384
}

const statusOf = (code: string | undefined): readonly [number, string, string] => {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return [431, "Request Header Fields Too Large", "the head is too large"]
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return [408, "Request Timeout", "the request took too long"]
    default:
      return [400, "Bad Request", "this is not HTTP"]
  }
}

const rawAnswer = (code: string | undefined): string => {
  const [status, reason, error] = statusOf(code)
  const body = JSON.stringify({ error, field: null })
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    "connection: close",
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`
  ]
  return `${head.join("\r\n")}\r\n\r\n${body}`
}

/** Answers what is no HTTP, unless another answer has begun on the connection: the two would be taken for one. */
const answerBroken = (server: Server): void => {
  const unfinished = new WeakMap<object, Set<ServerResponse>>()
  server.on("request", ({ socket }, response) => {
    const responses = unfinished.get(socket) ?? new Set()
    unfinished.set(socket, responses.add(response))
    response.on("close", () => responses.delete(response))
  })
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    const begun = [...(unfinished.get(socket) ?? [])].some((response) => response.headersSent)
    if (begun || !socket.writable) socket.destroy()
    else socket.end(rawAnswer(error.code), () => socket.destroy())
  })
}

/** `onConnection` sees every connection before its first byte is read. */
export const nodeServer = (limits: ServerLimits, onConnection: (socket: Socket) => void): Server => {
  const server = createServer({
    headersTimeout: limits.headMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
    keepAliveTimeout: limits.idleMs,
    maxHeaderSize: limits.headBytes,
    // A request without Host is refused as any other strange one is: with 403, by the guard.
    requireHostHeader: false
  })
  server.maxConnections = limits.connections
  // Node drops headers above this number without a word, an Origin among them; `headBytes` limits them already.
  server.maxHeadersCount = 0
  server.on("connection", onConnection)
  // An expectation that nobody knows is a request like any other: who may ask comes first.
  server.on("checkExpectation", (request, response) => server.emit("request", request, response))
  answerBroken(server)
  return server
}
