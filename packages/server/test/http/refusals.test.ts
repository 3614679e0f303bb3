import { assert, layer } from "@effect/vitest"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect } from "effect"
import { doors, post, send, sendBytes } from "./send.ts"
import { TestDaemon } from "./testDaemon.ts"

const state = Effect.flatMap(SessionStore, (store) => store.state)

/** A body of exactly that many bytes. */
const bodyOf = (bytes: number) => {
  const frame = JSON.stringify({ session: "api", text: "" })
  return JSON.stringify({ session: "api", text: "x".repeat(bytes - frame.length) })
}

const limit = 64 * 1024

layer(TestDaemon)("what the doors refuse", (it) => {
  const webPage: ReadonlyArray<readonly [string, Record<string, string>]> = [
    ["a page of another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["a page of another port of this machine", { origin: "http://localhost:3000", "sec-fetch-site": "same-site" }],
    ["a sandboxed frame or a file", { origin: "null" }],
    ["an image, a script or a link of a page", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }]
  ]

  it.effect.each(webPage)("%s gets 403 for everything, and no CORS header", ([, headers]) =>
    Effect.gen(function* () {
      const { tcp, authorization } = yield* doors
      const before = yield* state
      const proven = { ...headers, authorization }
      const answers = [
        yield* post(tcp, "/set-status", { session: "api", text: "pwned" }, headers),
        yield* post(tcp, "/commands/quit", {}, proven),
        yield* send(tcp, "/state", { headers: proven }),
        yield* send(tcp, "/events", { headers: proven }),
        yield* send(tcp, "/health", { headers }),
        yield* send(tcp, "/set-status", {
          method: "OPTIONS",
          headers: { ...headers, "access-control-request-method": "POST" }
        })
      ]
      for (const { status, headers: got } of answers) {
        assert.strictEqual(status, 403)
        assert.isFalse(Object.keys(got).some((name) => name.startsWith("access-control-")))
      }
      assert.strictEqual(yield* state, before)
    })
  )

  it.effect("a page that made its own name resolve to us gets 403 (DNS rebinding)", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      for (const host of [`evil.example:${tcp.port}`, `127.0.0.1:${tcp.port + 1}`, "localhost"]) {
        assert.strictEqual((yield* send(tcp, "/health", { headers: { host } })).status, 403, host)
      }
      assert.strictEqual((yield* send(tcp, "/health", { headers: { host: `localhost:${tcp.port}` } })).status, 200)
    })
  )

  it.effect("without a Host, or with two, it gets 403 as well", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const own = `Host: 127.0.0.1:${tcp.port}\r\n`
      for (const hosts of ["", own + own, `${own}Host: evil.example\r\n`]) {
        const answer = yield* sendBytes(tcp, `GET /health HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`)
        assert.match(answer, /^HTTP\/1\.1 403 /)
      }
      assert.match(yield* sendBytes(tcp, "GET /health HTTP/1.0\r\n\r\n"), /^HTTP\/1\.1 403 /)
    })
  )

  it.effect("an Origin that hides behind many headers is seen", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const many = Array.from({ length: 1200 }, (_, i) => `x${i}: 1\r\n`).join("")
      const head = `GET /health HTTP/1.1\r\nHost: 127.0.0.1:${tcp.port}\r\n${many}Origin: https://evil.example\r\n`
      assert.match(yield* sendBytes(tcp, `${head}Connection: close\r\n\r\n`), /^HTTP\/1\.1 403 /)
    })
  )

  it.effect("a WebSocket gets no upgrade from a page or without the token, and elsewhere than at /ws from nobody", () =>
    Effect.gen(function* () {
      const { tcp, unix, authorization } = yield* doors
      const upgrade = (path: string, extra: string) =>
        sendBytes(
          tcp,
          `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${tcp.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
            `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${extra}\r\n`
        )
      const proof = `Authorization: ${authorization}\r\n`
      assert.match(yield* upgrade("/events", `${proof}Origin: https://evil.example\r\n`), /^HTTP\/1\.1 403 /)
      assert.match(yield* upgrade("/ws", `${proof}Sec-Fetch-Site: cross-site\r\n`), /^HTTP\/1\.1 403 /)
      assert.match(yield* upgrade("/ws", `${proof}Origin: http://127.0.0.1:${tcp.port}\r\n`), /^HTTP\/1\.1 403 /)
      assert.match(yield* upgrade("/ws", ""), /^HTTP\/1\.1 403 /)
      assert.match(yield* upgrade("/ws", "Authorization: Bearer guessed\r\n"), /^HTTP\/1\.1 403 /)
      assert.match(yield* upgrade("/nothing", proof), /^HTTP\/1\.1 404 /)
      assert.match(yield* upgrade("/events", proof), /^HTTP\/1\.1 400 /)
      const plain = yield* send(unix, "/health", { headers: { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c" } })
      assert.strictEqual(plain.status, 200)
    })
  )

  it.effect("refuses before the body is read, even before it is sent", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const head = (extra: string) =>
        `POST /set-status HTTP/1.1\r\nHost: 127.0.0.1:${tcp.port}\r\nContent-Type: application/json\r\n${extra}\r\n`
      const page = yield* sendBytes(tcp, head("Content-Length: 60000\r\nOrigin: https://evil.example\r\n"))
      assert.match(page, /^HTTP\/1\.1 403 /)
      const whole = { method: "POST", headers: { origin: "https://evil.example" }, body: bodyOf(60_000) }
      assert.strictEqual((yield* send(tcp, "/set-status", whole)).status, 403)
      const waiting = yield* sendBytes(
        tcp,
        head("Content-Length: 600000\r\nExpect: 100-continue\r\nOrigin: https://evil.example\r\n")
      )
      assert.match(waiting, /^HTTP\/1\.1 403 /)
      const large = yield* sendBytes(tcp, head("Content-Length: 6000000000\r\nExpect: 100-continue\r\n"))
      assert.match(large, /^HTTP\/1\.1 413 /)
      assert.notInclude(large, "100 Continue")
      // Node would answer this by itself, whoever asks.
      const odd = yield* sendBytes(tcp, head("Content-Length: 2\r\nExpect: cake\r\nOrigin: https://evil.example\r\n"))
      assert.match(odd, /^HTTP\/1\.1 403 /)
    })
  )

  it.effect("64 KiB are taken, one byte more is not, with and without a length", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const headers = { "content-type": "application/json" }
      const asPieces = (bytes: number) => {
        const whole = Buffer.from(bodyOf(bytes))
        return [whole.subarray(0, 30_000), whole.subarray(30_000, 60_000), whole.subarray(60_000)]
      }
      for (const [bytes, status] of [
        [limit, 204],
        [limit + 1, 413],
        [limit * 3, 413]
      ] as const) {
        const whole = yield* send(tcp, "/set-status", { method: "POST", headers, body: bodyOf(bytes) })
        assert.strictEqual(whole.status, status, `${bytes}`)
        const pieces = yield* send(tcp, "/set-status", { method: "POST", headers, body: asPieces(bytes) })
        assert.strictEqual(pieces.status, status, `${bytes} in pieces`)
        if (status === 413) assert.isString(JSON.parse(pieces.text).error)
      }
    })
  )

  it.effect("an endless body is cut off, however long it would go on", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const piece = `10000\r\n${"x".repeat(0x10000)}\r\n`
      const head = `POST /log HTTP/1.1\r\nHost: 127.0.0.1:${tcp.port}\r\nContent-Type: application/json\r\n`
      const answer = yield* sendBytes(tcp, `${head}Transfer-Encoding: chunked\r\n\r\n${piece.repeat(40)}`)
      assert.match(answer, /^HTTP\/1\.1 413 /)
    })
  )

  it.effect("what is no HTTP gets 400, a head without end 431, both as JSON", () =>
    Effect.gen(function* () {
      const { tcp, unix } = yield* doors
      for (const door of [tcp, unix]) {
        const noise = yield* sendBytes(door, "\u0000\u0001\u0002 not http\r\n\r\n")
        assert.match(noise, /^HTTP\/1\.1 400 [^]*"error"/)
        const endless = yield* sendBytes(door, `GET /health HTTP/1.1\r\nX: ${"x".repeat(20_000)}\r\n\r\n`)
        assert.match(endless, /^HTTP\/1\.1 431 [^]*"error"/)
      }
    })
  )

  it.effect.each([
    ["two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"],
    ["a length and pieces", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["a broken piece", "Transfer-Encoding: chunked\r\n\r\nzz\r\n"],
    ["a negative length", "Content-Length: -5\r\n\r\n"]
  ] as const)("a request with %s gets 400", ([, rest]) =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const head = `POST /set-status HTTP/1.1\r\nHost: 127.0.0.1:${tcp.port}\r\nContent-Type: application/json\r\n`
      assert.match(yield* sendBytes(tcp, head + rest), /^HTTP\/1\.1 400 /)
    })
  )

  it.effect("CONNECT, TRACE and made-up methods reach nothing", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const host = `Host: 127.0.0.1:${tcp.port}\r\nConnection: close\r\n\r\n`
      assert.match(yield* sendBytes(tcp, `TRACE /health HTTP/1.1\r\n${host}`), /^HTTP\/1\.1 405 /)
      assert.match(yield* sendBytes(tcp, `PURGE /health HTTP/1.1\r\n${host}`), /^HTTP\/1\.1 405 /)
      assert.match(yield* sendBytes(tcp, `FROB /health HTTP/1.1\r\n${host}`), /^HTTP\/1\.1 400 /)
      const tunnel = yield* sendBytes(tcp, `CONNECT example.com:443 HTTP/1.1\r\n${host}`, { end: true })
      assert.notMatch(tunnel, /^HTTP\/1\.1 [25]/)
    })
  )
})
