/**
 * Listens to the shared daemon of Codex on its control socket. It only connects, initializes and reads: every client
 * is told each change of each thread. Nothing of it is documented as stable, so anything unexpected ends the stream.
 */
import { Cause, Effect, Queue, Schema, Stream } from "effect"
import { randomBytes } from "node:crypto"
import { lstatSync } from "node:fs"
import { connect, type Socket } from "node:net"
import { decodeLiveMessage, type LiveMessage, questions } from "./liveMessage.ts"
import { clientFrame, isUpgraded, nothingUnread, parseFrames, upgradeRequest } from "./webSocketFrames.ts"

/** The daemon is gone, or speaks something else. */
export class DaemonLost extends Schema.TaggedError<DaemonLost>()("DaemonLost", { reason: Schema.String }) {
  override get message(): string {
    return `the daemon of Codex can't be heard: ${this.reason}`
  }
}

const maxHeadBytes = 16 * 1024
/** Threads that were there before us are asked about one by one. */
const maxRead = 50

/** A socket of another user is not ours to talk to. */
const isOurs = (path: string): boolean => {
  try {
    const found = lstatSync(path)
    return found.isSocket() && found.uid === (process.getuid?.() ?? found.uid)
  } catch {
    return false
  }
}

const converse = (path: string, queue: Queue.Enqueue<LiveMessage, DaemonLost | Cause.Done>): Socket => {
  const key = randomBytes(16).toString("base64")
  const socket = connect(path)
  let head: Buffer | null = Buffer.alloc(0)
  let unread = nothingUnread
  let asked = 0
  const lose = (reason: string): void => {
    socket.destroy()
    Queue.failCauseUnsafe(queue, Cause.fail(new DaemonLost({ reason })))
  }
  const send = (text: string) => socket.write(clientFrame("text", Buffer.from(text)))
  const hear = (text: string) => {
    // The first thing it says is that it lets us in.
    if (asked === 1) {
      send(questions.initialized)
      send(questions.loaded(++asked))
    }
    const message = decodeLiveMessage(text)
    if (message.kind === "loaded") for (const id of message.threadIds.slice(-maxRead)) send(questions.read(++asked, id))
    if (message.kind !== "none") Queue.offerUnsafe(queue, message)
  }
  const read = (bytes: Buffer): void => {
    const parsed = parseFrames(unread, bytes)
    if (parsed === null) return lose("it sent what is no WebSocket frame")
    unread = parsed.rest
    for (const { kind, payload } of parsed.frames) {
      if (kind === "text") hear(payload.toString("utf8"))
      if (kind === "ping") socket.write(clientFrame("pong", payload))
      if (kind === "close") return lose("it closed the connection")
    }
  }
  socket.on("connect", () => socket.write(upgradeRequest(key)))
  socket.on("data", (bytes: Buffer): void => {
    if (head === null) return read(bytes)
    head = Buffer.concat([head, bytes])
    const end = head.indexOf("\r\n\r\n")
    if (end < 0 && head.length > maxHeadBytes) return lose("it did not answer as HTTP")
    if (end < 0) return
    if (!isUpgraded(head.toString("latin1", 0, end), key)) return lose("it does not speak WebSocket")
    const rest = head.subarray(end + 4)
    head = null
    send(questions.initialize(++asked))
    if (rest.length > 0) read(rest)
  })
  socket.on("error", (error) => lose(error.message))
  socket.on("close", () => lose("the connection ended"))
  return socket
}

/** Everything that it tells, from what there is at the beginning on. Fails when the daemon is gone; try again later. */
export const listenToDaemon = (path: string): Stream.Stream<LiveMessage, DaemonLost> =>
  Stream.callback<LiveMessage, DaemonLost>((queue) =>
    Effect.acquireRelease(
      Effect.suspend(() =>
        isOurs(path)
          ? Effect.succeed(converse(path, queue))
          : Effect.fail(new DaemonLost({ reason: "there is no socket of ours" }))
      ),
      (socket) => Effect.sync(() => socket.end(clientFrame("close", Buffer.alloc(0))).destroySoon())
    )
  )
