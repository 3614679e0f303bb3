import * as NodeWS from "@effect/platform-node/NodeWS"
import { assert, layer } from "@effect/vitest"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect, Queue, Ref } from "effect"
import { connect } from "node:net"
import { Agent } from "node:http"
import { doors, send } from "./send.ts"
import { makeRandom, noise } from "./random.ts"
import { Asked, TestDaemon } from "./testDaemon.ts"

/** A WebSocket of whoever: what it receives, and `null` when it is closed. */
const open = Effect.fnUntraced(function* (path: string) {
  const received = yield* Queue.unbounded<string | null>()
  const agent = new Agent()
  agent.createConnection = () => connect(path)
  const socket = yield* Effect.acquireRelease(
    Effect.callback<NodeWS.WebSocket>((resume) => {
      const made = new NodeWS.WebSocket("ws://localhost/ws", { agent })
      made.on("open", () => resume(Effect.succeed(made)))
      made.on("message", (data) => Queue.offerUnsafe(received, String(data)))
      made.on("close", () => Queue.offerUnsafe(received, null))
      made.on("error", () => undefined)
    }),
    (made) => Effect.sync(() => made.terminate())
  )
  return { socket, received }
})

const request = (id: string, tag: string, payload: unknown, headers: ReadonlyArray<readonly [string, string]> = []) =>
  JSON.stringify({ _tag: "Request", id, tag, payload, headers })

const version = [["opensessions-protocol", "1"]] as const

layer(TestDaemon, { excludeTestServices: true })("the WebSocket at /ws", (it) => {
  it.effect("sends one state and waits for the word that it was read, however many follow", () =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      const { received, socket } = yield* open(unix.path)
      socket.send(request("1", "States", null, version))
      assert.match((yield* Queue.take(received)) ?? "", /"_tag":"Chunk"/)
      for (let i = 0; i < 20; i++) {
        const body = JSON.stringify({ session: "api", text: `${i}` })
        const answer = yield* send(unix, "/set-status", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body
        })
        assert.strictEqual(answer.status, 204)
      }
      assert.strictEqual(yield* Queue.size(received), 0)
      socket.send(JSON.stringify({ _tag: "Ack", requestId: "1" }))
      let text = ""
      for (let taken = 0; !text.includes('"text":"19"'); taken++) {
        assert.isBelow(taken, 3)
        text = (yield* Queue.take(received)) ?? ""
        socket.send(JSON.stringify({ _tag: "Ack", requestId: "1" }))
      }
    })
  )

  it.effect("without the version of the protocol does nothing", () =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      const { received, socket } = yield* open(unix.path)
      const command = { _tag: "ToggleSidebar", origin: { client: null, windowId: null, paneId: null } }
      for (const headers of [[], [["opensessions-protocol", "1e0"]]] as const) {
        socket.send(request("1", "Run", { command }, headers))
        assert.match((yield* Queue.take(received)) ?? "", /ProtocolRefused/)
      }
      assert.deepStrictEqual(yield* Ref.get(yield* Asked), [])
    })
  )

  it.effect("closes on a message that is too large", () =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      const { received, socket } = yield* open(unix.path)
      socket.send(request("1", "Explain", { target: "x".repeat(70_000) }, version))
      assert.isNull(yield* Queue.take(received))
    })
  )

  it.effect("500 broken messages change nothing and keep nobody else from being answered", () =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      const store = yield* SessionStore
      const before = yield* store.state
      const random = makeRandom(11)
      const broken = (): string =>
        random.pick([
          () => noise(random, 100).toString("latin1"),
          () => "null",
          () => "[1,2,[]]",
          () => '{"_tag":"Request"}',
          () => '{"_tag":"Ack"}',
          () => '{"_tag":"Interrupt","requestId":{}}',
          () => request("1", "Run", { command: { _tag: "Quit" } }, version),
          () => request("1", "Run", { command: { _tag: "SwitchToSession", sessionId: "x" } }, version),
          () => request("1", "__proto__", {}, version),
          () => request("1", "constructor", null, version),
          () => JSON.stringify({ _tag: "Request", id: "2", tag: "States", payload: null, headers: 7 })
        ])()
      for (let i = 0; i < 50; i++) {
        const { socket } = yield* open(unix.path)
        for (let n = 0; n < 10; n++) if (socket.readyState === socket.OPEN) socket.send(broken())
      }
      const { received, socket } = yield* open(unix.path)
      socket.send(request("9", "Explain", { target: "%1" }, version))
      assert.match((yield* Queue.take(received)) ?? "", /codex/)
      assert.strictEqual((yield* send(unix, "/health")).status, 200)
      assert.strictEqual(yield* store.state, before)
      assert.deepStrictEqual(yield* Ref.get(yield* Asked), [])
    }).pipe(Effect.scoped)
  )
})
