import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { connect, createServer, type Server, type Socket } from "node:net"
import type { AddressInfo } from "node:net"
import { type Peer, Peers, type SocketTables } from "../../src/http/Peers.ts"

/** That many connections, as the server sees them. */
const connections = (count: number) =>
  Effect.gen(function* () {
    const accepted: Array<Socket> = []
    const server = yield* Effect.acquireRelease(
      Effect.callback<Server>((resume) => {
        const listening = createServer((socket) => accepted.push(socket.on("error", () => undefined)))
        listening.listen(0, "127.0.0.1", () => resume(Effect.succeed(listening)))
      }),
      (listening) => Effect.sync(() => listening.close())
    )
    const { port } = server.address() as AddressInfo
    const open = Effect.acquireRelease(
      Effect.callback<Socket>((resume) => {
        const socket = connect(port, "127.0.0.1", () => resume(Effect.succeed(socket)))
      }),
      (socket) => Effect.sync(() => socket.destroy())
    )
    const clients = yield* Effect.forEach(Array.from({ length: count }), () => open, { concurrency: "unbounded" })
    while (accepted.length < count) yield* Effect.sleep("1 millis")
    return { accepted, clients }
  })

const withTables = (tables: SocketTables, uid = 4711) => Effect.provide(Peers.layerFrom(tables, uid))

const nothing = () => Promise.resolve("")

const peerOf = (socket: Socket) => Effect.flatMap(Peers, (peers) => peers.of(socket))

const only = Effect.map(connections(1), ({ accepted }) => accepted[0] as Socket)

const linux = process.platform === "linux"

describe("Peers", () => {
  it.live.skipIf(!linux)("knows this user by the kernel's table", () =>
    Effect.gen(function* () {
      const { accepted } = yield* connections(30)
      const peers = yield* Effect.forEach(accepted, peerOf, { concurrency: "unbounded" })
      assert.deepStrictEqual([...new Set(peers)], ["self"] satisfies Array<Peer>)
    }).pipe(Effect.provide(Peers.layer))
  )

  it.live.skipIf(!linux)("knows nobody at the other end of a connection that was closed there", () =>
    Effect.gen(function* () {
      const { accepted, clients } = yield* connections(1)
      clients[0]?.destroy()
      yield* Effect.sleep("20 millis")
      assert.strictEqual(yield* peerOf(accepted[0] as Socket), "gone")
    }).pipe(Effect.provide(Peers.layer))
  )

  it.live("knows nothing where there is no table, and nobody where the table has no line", () =>
    Effect.gen(function* () {
      const socket = yield* only
      const failing = { tcp: () => Promise.reject(new Error("ENOENT")), tcp6: nothing }
      assert.strictEqual(yield* peerOf(socket).pipe(withTables(failing)), "unknown")
      assert.strictEqual(yield* peerOf(socket).pipe(withTables({ tcp: nothing, tcp6: nothing })), "gone")
    })
  )

  it.live("looks once for a connection, and once or twice for many at the same time", () =>
    Effect.gen(function* () {
      let readings = 0
      const tcp = () => {
        readings++
        return new Promise<string>((resolve) => setImmediate(() => resolve("")))
      }
      yield* Effect.gen(function* () {
        const { accepted } = yield* connections(100)
        yield* Effect.forEach(accepted, peerOf, { concurrency: "unbounded" })
        yield* Effect.forEach(accepted, peerOf, { concurrency: "unbounded" })
        assert.isAtMost(readings, 2)
      }).pipe(withTables({ tcp, tcp6: nothing }))
    })
  )
})
