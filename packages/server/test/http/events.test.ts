import { assert, layer } from "@effect/vitest"
import { State } from "@opensessions/protocol/State"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Deferred, Effect, Layer, Queue, Schema } from "effect"
import { request, type IncomingMessage } from "node:http"
import { connect } from "node:net"
import { ReaderPatience } from "../../src/http/takenInTime.ts"
import { doors, post, send } from "./send.ts"
import { TestDaemon } from "./testDaemon.ts"

interface Event {
  readonly id: number
  readonly event: string
  readonly state: State
}

const decodeState = Schema.decodeUnknownSync(Schema.fromJsonString(State))

const fieldOf = (block: string, name: string): string =>
  block
    .split("\n")
    .find((line) => line.startsWith(`${name}: `))
    ?.slice(name.length + 2) ?? ""

const parse = (block: string): Event => ({
  id: Number(fieldOf(block, "id")),
  event: fieldOf(block, "event"),
  state: decodeState(fieldOf(block, "data"))
})

/** Reads a stream of events until the scope closes. */
const listen = Effect.fnUntraced(function* (path: string, lastEventId?: string) {
  const events = yield* Queue.unbounded<Event>()
  yield* Effect.acquireRelease(
    Effect.callback<IncomingMessage>((resume) => {
      const headers = lastEventId === undefined ? {} : { "last-event-id": lastEventId }
      const sent = request({ socketPath: path, path: "/events", headers, agent: false }, (response) => {
        let rest = ""
        response.setEncoding("utf8")
        response.on("error", () => undefined)
        response.on("data", (chunk: string) => {
          const blocks = (rest + chunk).split("\n\n")
          rest = blocks.pop() ?? ""
          for (const block of blocks) if (block.includes("data: ")) Queue.offerUnsafe(events, parse(block))
        })
        resume(Effect.succeed(response))
      })
      sent.on("error", () => undefined)
      sent.end()
    }),
    (response) => Effect.sync(() => response.destroy())
  )
  return events
})

const statusText = ({ state }: Event) => state.sessions[0]?.metadata.status?.text

layer(TestDaemon, { excludeTestServices: true })("GET /events", (it) => {
  it.effect("gives the state first, then one event a change with a rising id", () =>
    Effect.gen(function* () {
      const { unix, tcp } = yield* doors
      const events = yield* listen(unix.path)
      const first = yield* Queue.take(events)
      assert.strictEqual(first.event, "state")
      let last = first
      for (const text of ["one", "two", "three"]) {
        yield* post(tcp, "/set-status", { session: "api", text })
        const event = yield* Queue.take(events)
        assert.isAbove(event.id, last.id)
        assert.strictEqual(statusText(event), text)
        last = event
      }
    })
  )

  it.effect("goes on after the last event that was read, and repeats nothing", () =>
    Effect.gen(function* () {
      const { unix, tcp } = yield* doors
      yield* post(tcp, "/set-status", { session: "api", text: "read" })
      const read = yield* Effect.scoped(Effect.flatMap(listen(unix.path), Queue.take))
      const again = yield* listen(unix.path, String(read.id))
      yield* post(tcp, "/set-status", { session: "api", text: "new" })
      const next = yield* Queue.take(again)
      assert.isAbove(next.id, read.id)
      assert.strictEqual(statusText(next), "new")
    })
  )

  it.effect("whoever missed something gets the newest at once", () =>
    Effect.gen(function* () {
      const { unix, tcp } = yield* doors
      const read = yield* Effect.scoped(Effect.flatMap(listen(unix.path), Queue.take))
      yield* post(tcp, "/set-status", { session: "api", text: "missed" })
      yield* post(tcp, "/set-status", { session: "api", text: "newest" })
      const event = yield* Effect.flatMap(listen(unix.path, String(read.id)), Queue.take)
      assert.strictEqual(statusText(event), "newest")
    })
  )

  it.effect.each(["0", "", "nonsense", "99999999999999999"])(
    "an id '%s' that never was gets the state as it is",
    (id) =>
      Effect.gen(function* () {
        const { unix } = yield* doors
        const event = yield* Effect.flatMap(listen(unix.path, id), Queue.take)
        assert.strictEqual(event.event, "state")
      })
  )

  it.effect("says what it is, and that nobody may keep it", () =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      const answer = yield* send(unix, "/events", { method: "HEAD" })
      assert.strictEqual(answer.status, 200)
      assert.match(answer.headers["content-type"] ?? "", /^text\/event-stream/)
      assert.strictEqual(answer.headers["cache-control"], "no-store")
    })
  )

  it.effect(
    "a reader that does not read costs the others nothing",
    () =>
      Effect.gen(function* () {
        const { unix } = yield* doors
        const stuck = yield* Effect.acquireRelease(
          Effect.sync(() => connect(unix.path).pause()),
          (socket) => Effect.sync(() => socket.destroy())
        )
        stuck.on("error", () => undefined)
        stuck.write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
        const events = yield* listen(unix.path)
        yield* Queue.take(events)
        const store = yield* SessionStore
        const before = process.memoryUsage().rss
        for (let i = 0; i < 400; i++) {
          yield* post(unix, "/log", { session: "web", message: `${i} ${"x".repeat(480)}` })
        }
        const wanted = (yield* store.state).revision
        let seen = 0
        while (seen < wanted) seen = (yield* Queue.take(events)).state.revision
        assert.strictEqual(seen, wanted)
        assert.isBelow(process.memoryUsage().rss - before, 100_000_000)
      }),
    30_000
  )
})

const impatient = Layer.succeed(ReaderPatience, "200 millis")

layer(TestDaemon.pipe(Layer.provideMerge(impatient)), { excludeTestServices: true })("a reader that is stuck", (it) => {
  it.effect("is cut off, so that it connects again, and an idle one is not", () =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      const idle = yield* listen(unix.path)
      yield* Queue.take(idle)
      const closed = yield* Deferred.make<void>()
      const stuck = yield* Effect.acquireRelease(
        Effect.sync(() => connect(unix.path)),
        (socket) => Effect.sync(() => socket.destroy())
      )
      stuck.on("error", () => undefined)
      stuck.on("close", () => Deferred.doneUnsafe(closed, Effect.void))
      stuck.write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
      stuck.pause()
      // More than the kernel keeps for a connection that nobody reads.
      for (let i = 0; i < 150; i++) yield* post(unix, "/log", { session: "web", message: `${i} ${"x".repeat(480)}` })
      yield* Effect.sleep("400 millis")
      stuck.resume()
      yield* Deferred.await(closed)
      yield* post(unix, "/set-status", { session: "api", text: "still there" })
      let seen: string | undefined
      while (seen !== "still there") seen = statusText(yield* Queue.take(idle))
    })
  )
})
