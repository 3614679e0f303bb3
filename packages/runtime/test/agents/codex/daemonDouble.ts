/** The control socket of a shared daemon, as far as a listener sees it. */
import { Deferred, Effect } from "effect"
import { createHash } from "node:crypto"
import { mkdirSync } from "node:fs"
import { createServer } from "node:http"
import { dirname } from "node:path"
import type { Duplex } from "node:stream"
import { nothingUnread, parseFrames } from "../../../src/agents/codex/webSocketFrames.ts"

const frame = (message: object): Buffer => {
  const payload = Buffer.from(JSON.stringify(message))
  const head = Buffer.alloc(4)
  head[0] = 0x81
  head[1] = 126
  head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, payload])
}

/** The text of a masked frame; `parseFrames` leaves the mask alone, a client being sent none. */
const unmasked = (bytes: Buffer): ReadonlyArray<string> => {
  const texts: Array<string> = []
  for (let at = 0; at + 6 <= bytes.length;) {
    const short = (bytes[at + 1] ?? 0) & 0x7f
    const head = short === 126 ? 4 : 2
    const length = short === 126 ? bytes.readUInt16BE(at + 2) : short
    const mask = bytes.subarray(at + head, at + head + 4)
    const payload = bytes.subarray(at + head + 4, at + head + 4 + length)
    texts.push(Buffer.from(payload.map((byte, index) => byte ^ (mask[index & 3] ?? 0))).toString())
    at += head + 4 + length
  }
  return texts
}

interface Told extends Record<string, unknown> {
  readonly id: string
}

/** Listens until the scope closes. `asked` are the methods that it was asked, in order. */
export const listenAt = Effect.fnUntraced(function* (path: string, threads: ReadonlyArray<Told>) {
  mkdirSync(dirname(path), { recursive: true })
  const asked: Array<string> = []
  const sockets = new Set<Duplex>()
  const heard = yield* Deferred.make<void>()
  const answer = (socket: Duplex, text: string) => {
    const { id, method, params } = JSON.parse(text)
    asked.push(method)
    if (method === "initialize") socket.write(frame({ id, result: { userAgent: "double" } }))
    if (method === "thread/loaded/list") {
      socket.write(frame({ id, result: { data: threads.map((thread) => thread.id), nextCursor: null } }))
    }
    const thread = threads.find((one) => one.id === params?.threadId)
    if (method === "thread/read") socket.write(frame({ id, result: { thread } }))
    if (method === "thread/read" || (method === "thread/loaded/list" && threads.length === 0))
      Deferred.doneUnsafe(heard, Effect.void)
  }
  const server = createServer()
  server.on("upgrade", (request, socket) => {
    const key = request.headers["sec-websocket-key"] ?? ""
    const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64")
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
    sockets.add(socket)
    socket.on("error", () => sockets.delete(socket))
    socket.on("data", (bytes: Buffer) => {
      if (parseFrames(nothingUnread, bytes)?.frames[0]?.kind === "text")
        for (const text of unmasked(bytes)) answer(socket, text)
    })
  })
  const end = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  yield* Effect.acquireRelease(
    Effect.callback<void>((resume) => void server.listen(path, () => resume(Effect.void))),
    () => Effect.sync(end)
  )
  return {
    asked,
    /** Completes when somebody listens who was told what there is. */
    heard: Deferred.await(heard),
    tell: (method: string, params: object) => sockets.forEach((socket) => socket.write(frame({ method, params }))),
    end
  }
})
