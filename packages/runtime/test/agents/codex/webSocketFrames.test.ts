import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import {
  clientFrame,
  isUpgraded,
  maxMessageBytes,
  nothingUnread,
  parseFrames,
  upgradeRequest
} from "../../../src/agents/codex/webSocketFrames.ts"

/** A frame as a server sends it: not masked. */
const serverFrame = (text: string, opcode = 1, final = true) => {
  const payload = Buffer.from(text)
  const { length } = payload
  const first = (final ? 0x80 : 0) | opcode
  if (length < 126) return Buffer.concat([Buffer.from([first, length]), payload])
  const head = Buffer.alloc(length < 65_536 ? 4 : 10)
  head[0] = first
  head[1] = length < 65_536 ? 126 : 127
  if (length < 65_536) head.writeUInt16BE(length, 2)
  else head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, payload])
}

const texts = (bytes: Buffer) =>
  parseFrames(nothingUnread, bytes)?.frames.map(({ kind, payload }) => `${kind} ${payload}`)

describe("parseFrames", () => {
  it.each([1, 125, 126, 65_535, 65_536])("a text of %s bytes", (length) => {
    const text = "x".repeat(length)
    assert.deepStrictEqual(texts(serverFrame(text)), [`text ${text}`])
  })

  it("several frames, a ping among the parts of one message", () => {
    const bytes = Buffer.concat([
      serverFrame("one"),
      serverFrame("tw", 1, false),
      serverFrame("are you there", 9),
      serverFrame("o", 0),
      serverFrame("", 8)
    ])
    assert.deepStrictEqual(texts(bytes), ["text one", "ping are you there", "text two", "close "])
  })

  it("a message that never ends is none of ours", () => {
    const head = Buffer.alloc(10)
    head[0] = 0x81
    head[1] = 127
    head.writeBigUInt64BE(BigInt(maxMessageBytes) * 2n, 2)
    assert.isNull(parseFrames(nothingUnread, head))
  })

  it("what a client sends is masked, and can be read", () => {
    const frame = clientFrame("text", Buffer.from("hello"))
    assert.strictEqual((frame[1] ?? 0) & 0x80, 0x80)
    assert.notInclude(frame.toString("latin1"), "hello")
    const mask = frame.subarray(2, 6)
    const payload = frame.subarray(6).map((byte, index) => byte ^ (mask[index & 3] ?? 0))
    assert.strictEqual(Buffer.from(payload).toString(), "hello")
  })

  it.prop(
    "the same however the bytes were cut",
    [Schema.Array(Schema.String), Schema.Array(Schema.Int)],
    ([all, cuts]) => {
      const bytes = Buffer.concat(all.map((text) => serverFrame(text)))
      let unread = nothingUnread
      const found: Array<string> = []
      let at = 0
      for (const cut of [...cuts.map((one) => Math.abs(one) % 7), bytes.length]) {
        const parsed = parseFrames(unread, bytes.subarray(at, at + cut))
        at += cut
        assert.isNotNull(parsed)
        if (parsed === null) return
        unread = parsed.rest
        found.push(...parsed.frames.map(({ payload }) => payload.toString()))
      }
      assert.deepStrictEqual(
        found,
        all.map((text) => Buffer.from(text).toString())
      )
    }
  )

  it.prop("never throws on any bytes", [Schema.Array(Schema.Int)], ([bytes]) => {
    parseFrames(nothingUnread, Buffer.from(bytes.map((byte) => byte & 0xff)))
  })
})

describe("the handshake", () => {
  const key = "dGhlIHNhbXBsZSBub25jZQ=="
  it("asks for an upgrade", () => assert.match(upgradeRequest(key), /^GET \/ HTTP\/1\.1\r\n[^]*\r\n\r\n$/))
  it.each([
    [true, "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="],
    [false, "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: other"],
    [false, "HTTP/1.1 200 OK\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="],
    [false, "SSH-2.0-x"]
  ])("%s: %s", (expected, answer) => assert.strictEqual(isUpgraded(answer, key), expected))
})
