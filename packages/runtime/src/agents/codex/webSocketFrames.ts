/** The frames of a WebSocket (RFC 6455), as far as a client needs them that listens and asks a little. Pure. */
import { createHash, randomBytes } from "node:crypto"

export interface Frame {
  readonly kind: "text" | "ping" | "close" | "other"
  readonly payload: Buffer
}

export interface Parsed {
  readonly frames: ReadonlyArray<Frame>
  /** Bytes of a frame that is not complete yet, and the parts of a message that goes on. */
  readonly rest: Unread
}

export interface Unread {
  readonly bytes: Buffer
  readonly parts: ReadonlyArray<Buffer>
}

export const nothingUnread: Unread = { bytes: Buffer.alloc(0), parts: [] }

/** Nothing that we ask for is this long; a peer that sends more is not what we take it for. */
export const maxMessageBytes = 16 * 1024 * 1024

const opcodes = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 }

interface Head {
  readonly final: boolean
  readonly opcode: number
  readonly start: number
  readonly end: number
}

/** Null where the bytes end before the frame does. */
const headOf = (bytes: Buffer): Head | null => {
  const first = bytes[0]
  const second = bytes[1]
  if (first === undefined || second === undefined) return null
  const short = second & 0x7f
  const extended = short === 126 ? 2 : short === 127 ? 8 : 0
  if (bytes.length < 2 + extended) return null
  const length = extended === 0 ? short : extended === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  // A server masks nothing; where one does, its mask stands before the payload.
  const start = 2 + extended + ((second & 0x80) === 0 ? 0 : 4)
  return { final: (first & 0x80) !== 0, opcode: first & 0x0f, start, end: start + length }
}

const kindOf = (opcode: number): Frame["kind"] =>
  opcode === opcodes.ping ? "ping" : opcode === opcodes.close ? "close" : "other"

/** The frames that these bytes complete. Null where the peer speaks something else. */
export const parseFrames = (unread: Unread, more: Buffer): Parsed | null => {
  let bytes = unread.bytes.length === 0 ? more : Buffer.concat([unread.bytes, more])
  let parts = unread.parts
  const frames: Array<Frame> = []
  for (;;) {
    const head = headOf(bytes)
    if (head !== null && head.end > maxMessageBytes) return null
    if (head === null || bytes.length < head.end) return { frames, rest: { bytes, parts } }
    const payload = bytes.subarray(head.start, head.end)
    bytes = bytes.subarray(head.end)
    if (head.opcode > opcodes.text) frames.push({ kind: kindOf(head.opcode), payload })
    else {
      parts = [...parts, payload]
      if (parts.reduce((sum, part) => sum + part.length, 0) > maxMessageBytes) return null
      if (!head.final) continue
      frames.push({ kind: "text", payload: parts.length === 1 ? payload : Buffer.concat(parts) })
      parts = []
    }
  }
}

/** A frame as a client sends it: masked, whole. */
export const clientFrame = (kind: "text" | "pong" | "close", payload: Buffer, mask = randomBytes(4)): Buffer => {
  const length = payload.length
  const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8
  const head = Buffer.alloc(2 + extended)
  head[0] = 0x80 | opcodes[kind]
  head[1] = 0x80 | (extended === 0 ? length : extended === 2 ? 126 : 127)
  if (extended === 2) head.writeUInt16BE(length, 2)
  if (extended === 8) head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ (mask[index & 3] ?? 0))])
}

/** The request that opens a WebSocket. */
export const upgradeRequest = (key: string): string =>
  [
    "GET / HTTP/1.1",
    "Host: localhost",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${key}`,
    "",
    ""
  ].join("\r\n")

/** Whether this answer accepts it. */
export const isUpgraded = (answer: string, key: string): boolean => {
  const expected = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64")
  const [, accept] = /^sec-websocket-accept:[ \t]*(\S+)[ \t]*$/im.exec(answer) ?? []
  return /^HTTP\/1\.1 101\b/.test(answer) && accept === expected
}
