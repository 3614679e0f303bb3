import { assert, layer } from "@effect/vitest"
import { emptyMetadata } from "@opensessions/protocol/Metadata"
import { Fact } from "@opensessions/runtime/store/Fact"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect } from "effect"
import { connect, type Socket } from "node:net"
import { serverLimits } from "../../src/http/nodeServer.ts"
import { doors, post, send, sendBytes, type Where } from "./send.ts"
import { daemonWith, session as sessionFor, topology } from "./testDaemon.ts"

/** Deadlines short enough to be waited for; everything else as users have it. */
const quick = { ...serverLimits, headMs: 200, requestMs: 400, checkMs: 50, idleMs: 200, connections: 300 }

const generous = { burst: 100_000, perSecond: 100_000 }

const openSocket = (where: Where) =>
  Effect.acquireRelease(
    Effect.callback<Socket>((resume) => {
      const socket = connect({ ...where, allowHalfOpen: true }, () => resume(Effect.succeed(socket)))
      socket.on("error", () => undefined)
    }),
    (socket) => Effect.sync(() => socket.destroy())
  )

layer(daemonWith(quick, { tcp: generous, unix: generous }), { excludeTestServices: true })(
  "clients that are slow, many or broken",
  (it) => {
    it.effect("a head that does not end is given up", () =>
      Effect.gen(function* () {
        const { tcp, unix } = yield* doors
        for (const door of [tcp, unix]) {
          assert.match(yield* sendBytes(door, "GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: "), /^HTTP\/1\.1 408 /)
        }
      })
    )

    it.effect("a body that does not come is given up", () =>
      Effect.gen(function* () {
        const { tcp } = yield* doors
        const head =
          `POST /set-status HTTP/1.1\r\nHost: 127.0.0.1:${tcp.port}\r\n` +
          "Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{"
        assert.match(yield* sendBytes(tcp, head), /^HTTP\/1\.1 408 /)
      })
    )

    it.effect("a connection that says nothing is closed, and so is one that waits for its next request", () =>
      Effect.gen(function* () {
        const { tcp } = yield* doors
        assert.match(yield* sendBytes(tcp, ""), /^(HTTP\/1\.1 408 |$)/)
        const host = `Host: 127.0.0.1:${tcp.port}\r\n\r\n`
        assert.match(yield* sendBytes(tcp, `GET /health HTTP/1.1\r\n${host}`), /^HTTP\/1\.1 200 /)
      })
    )

    it.effect("200 connections that drip bytes keep nobody waiting (slowloris)", () =>
      Effect.gen(function* () {
        const { tcp } = yield* doors
        const slow = yield* Effect.forEach(Array.from({ length: 200 }), () => openSocket(tcp), { concurrency: 50 })
        for (const socket of slow) socket.write("POST /set-status HTTP/1.1\r\nHost: ")
        const started = performance.now()
        const answer = yield* post(tcp, "/set-status", { session: "api", text: "still here" })
        assert.strictEqual(answer.status, 204)
        assert.isBelow(performance.now() - started, 1_000)
      })
    )

    it.effect("200 requests at once are all answered, from one state", () =>
      Effect.gen(function* () {
        const { tcp, unix } = yield* doors
        const answers = yield* Effect.forEach(
          Array.from({ length: 200 }, (_, i) => i),
          (i) => post(i % 2 === 0 ? tcp : unix, "/log", { session: "web", message: `line ${i}` }),
          { concurrency: "unbounded" }
        )
        assert.isTrue(answers.every(({ status }) => status === 204))
        const { sessions } = JSON.parse((yield* send(unix, "/state")).text)
        assert.strictEqual(sessions[1].metadata.logs.length, 50)
      })
    )

    it.effect("connections above the limit are dropped, and room comes back", () =>
      Effect.gen(function* () {
        const { tcp, unix } = yield* doors
        yield* Effect.scoped(
          Effect.gen(function* () {
            yield* Effect.forEach(Array.from({ length: 320 }), () => openSocket(tcp), { concurrency: 50 })
            assert.strictEqual((yield* send(unix, "/health")).status, 200)
          })
        )
        const answer = yield* Effect.retry(send(tcp, "/health"), { times: 20 })
        assert.strictEqual(answer.status, 200)
      })
    )

    it.effect("requests that are sent without waiting for answers are all answered, in their order", () =>
      Effect.gen(function* () {
        const { tcp } = yield* doors
        const one = (path: string) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${tcp.port}\r\n\r\n`
        const text = yield* sendBytes(tcp, `${one("/health")}${one("/nothing")}${one("/docs")}`)
        assert.deepStrictEqual(text.match(/HTTP\/1\.1 \d+/g), ["HTTP/1.1 200", "HTTP/1.1 404", "HTTP/1.1 200"])
      })
    )

    it.effect("a client that goes away in the middle leaves nothing behind", () =>
      Effect.gen(function* () {
        const { tcp } = yield* doors
        const before = yield* Effect.flatMap(SessionStore, (store) => store.state)
        const head =
          `POST /set-status HTTP/1.1\r\nHost: 127.0.0.1:${tcp.port}\r\n` +
          'Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{"session":"api","text":"half'
        for (let i = 0; i < 20; i++) yield* Effect.scoped(Effect.map(openSocket(tcp), (socket) => socket.write(head)))
        assert.strictEqual((yield* send(tcp, "/health")).status, 200)
        assert.strictEqual(yield* Effect.flatMap(SessionStore, (store) => store.state), before)
      })
    )
  }
)

const few = { burst: 5, perSecond: 10 }

layer(daemonWith(quick, { tcp: few, unix: generous }), { excludeTestServices: true })("the rate", (it) => {
  it.effect("above it there is 429, each kind of request by itself, and later there is room again", () =>
    Effect.gen(function* () {
      const { tcp, unix } = yield* doors
      const write = post(tcp, "/set-status", { session: "api", text: "x" })
      const answers = yield* Effect.forEach(Array.from({ length: 20 }), () => write)
      const refused = answers.filter(({ status }) => status === 429)
      assert.isAbove(refused.length, 5)
      assert.strictEqual(refused[0]?.headers["retry-after"], "1")
      assert.strictEqual((yield* send(tcp, "/state")).status, 200)
      assert.strictEqual((yield* post(unix, "/set-status", { session: "api", text: "x" })).status, 204)
      yield* Effect.sleep("300 millis")
      assert.strictEqual((yield* write).status, 204)
    })
  )

  it.effect("who may not ask at all takes nothing from it", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      yield* Effect.sleep("500 millis")
      const page = post(tcp, "/clear-log", { session: "api" }, { origin: "https://evil.example" })
      const answers = yield* Effect.forEach(Array.from({ length: 20 }), () => page)
      assert.isTrue(answers.every(({ status }) => status === 403))
      assert.strictEqual((yield* post(tcp, "/clear-log", { session: "api" })).status, 204)
    })
  )
})

layer(daemonWith({ ...serverLimits, connections: 1_100 }, { tcp: generous, unix: generous }), {
  excludeTestServices: true
})("what is much", (it) => {
  it.effect("1,000 open connections and streams of events, and the next request is answered at once", () =>
    Effect.gen(function* () {
      const { tcp, unix } = yield* doors
      const idle = yield* Effect.forEach(Array.from({ length: 500 }), () => openSocket(tcp), { concurrency: 50 })
      const streams = yield* Effect.forEach(Array.from({ length: 500 }), () => openSocket(unix), { concurrency: 50 })
      const answers = streams.map(
        (socket) => new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))))
      )
      for (const socket of streams) socket.write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
      for (const text of yield* Effect.promise(() => Promise.all(answers))) assert.match(text, /^HTTP\/1\.1 200 /)
      const started = performance.now()
      assert.strictEqual((yield* post(tcp, "/set-status", { session: "api", text: "one of many" })).status, 204)
      assert.isBelow(performance.now() - started, 2_000)
      assert.isTrue(idle.every((socket) => !socket.destroyed))
    })
  )

  it.effect(
    "10,000 sessions with metadata, and one more word about one of them",
    () =>
      Effect.gen(function* () {
        const { unix } = yield* doors
        const store = yield* SessionStore
        const sessions = new Map(
          Array.from({ length: 10_000 }, (_, i) => {
            const session = sessionFor(`$${i + 10}`, `s${i}`, `/work/${i}`, `@${i + 10}`)
            return [session.id, session] as const
          })
        )
        yield* store.apply(Fact.TopologyChanged({ topology: { ...topology, sessions } }))
        const status = { text: "x".repeat(100), tone: "info", at: 1, expiresAt: null } as const
        const metadata = { ...emptyMetadata, status }
        const about = [...sessions.keys()].map((id) => ({ id, createdAt: 1, metadata, hidden: false, notified: false }))
        const nothing = { width: null, theme: null, filter: null, collapsed: [], order: [], threads: [] }
        yield* store.apply(Fact.Restored({ remembered: { ...nothing, visible: true, sessions: about } }))
        const started = performance.now()
        assert.strictEqual((yield* post(unix, "/log", { session: "s9999", message: "the last" })).status, 204)
        assert.isBelow(performance.now() - started, 2_000)
        const answer = JSON.parse((yield* send(unix, "/state")).text) as { sessions: ReadonlyArray<unknown> }
        assert.strictEqual(answer.sessions.length, 10_000)
      }),
    30_000
  )
})
