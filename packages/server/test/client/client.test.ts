import { assert, describe, it, layer } from "@effect/vitest"
import { Places } from "@opensessions/runtime/config/Places"
import { PaneId } from "@opensessions/protocol/Ids"
import { Effect, Layer, Stream } from "effect"
import { mkdirSync, writeFileSync } from "node:fs"
import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { DaemonClient } from "../../src/client/DaemonClient.ts"
import { probePort, probeSocket } from "../../src/client/probe.ts"
import { scratchPlaces } from "../daemon/scratch.ts"
import { TestDaemon } from "../http/testDaemon.ts"

layer(DaemonClient.layer.pipe(Layer.provideMerge(TestDaemon)), { excludeTestServices: true })(
  "the typed client",
  (it) => {
    it.effect("reads, writes and commands", () =>
      Effect.gen(function* () {
        const client = yield* DaemonClient
        assert.strictEqual((yield* client.reading.health()).product, "opensessions")
        yield* client.metadata.setStatus({ payload: { session: "api", text: "typed", tone: "info" } })
        const state = yield* client.reading.state()
        assert.strictEqual(state.sessions[0]?.metadata.status?.text, "typed")
        const paneId = PaneId.make("%1")
        assert.strictEqual((yield* client.reading.explain({ params: { paneId } }))[0]?.agent, "codex")
        yield* client.commands.toggle({ payload: null })
        yield* client.commands.switch({ payload: { index: 1 } })
        const report = { agent: "codex", status: "running", paneId } as const
        assert.strictEqual(yield* client.agents.report({ payload: report }), "applied")
        const elsewhere = { agent: "codex", status: "running", projectDir: "/elsewhere" } as const
        assert.strictEqual(yield* client.agents.report({ payload: elsewhere }), "not owned")
      })
    )

    it.effect("knows every refusal by its type", () =>
      Effect.gen(function* () {
        const client = yield* DaemonClient
        const unknown = yield* Effect.flip(client.metadata.clearLog({ payload: { session: "gone" } }))
        assert.strictEqual(unknown._tag, "UnknownSession")
        assert.strictEqual(unknown.message, "unknown session: gone")
        const notDone = yield* Effect.flip(client.commands.next({ payload: null }))
        assert.strictEqual(notDone.message, "there is no next session")
        const paneId = PaneId.make("%9")
        assert.strictEqual((yield* Effect.flip(client.reading.explain({ params: { paneId } })))._tag, "UnknownAgent")
      })
    )

    it.effect("follows the state", () =>
      Effect.gen(function* () {
        const client = yield* DaemonClient
        const events = yield* client.reading.events({ headers: {} })
        const first = yield* Stream.runHead(events)
        assert.strictEqual(first._tag === "Some" ? first.value.event : null, "state")
      })
    )
  }
)

describe("without a daemon", () => {
  const nobody = Layer.effect(Places, scratchPlaces)

  it.effect.each(["no directory", "no socket", "a file in the place of the socket"])("there is NoDaemon: %s", (what) =>
    Effect.gen(function* () {
      const { runtimeDirectory, socketFile } = yield* Places
      if (what !== "no directory") {
        for (const path of [`${runtimeDirectory}/..`, runtimeDirectory])
          mkdirSync(path, { recursive: true, mode: 0o700 })
      }
      if (what === "a file in the place of the socket") writeFileSync(socketFile, "")
      const client = yield* DaemonClient
      const error = yield* Effect.flip(client.reading.health())
      assert.strictEqual(error._tag, "NoDaemon")
      assert.strictEqual(error.message, "no daemon runs for this tmux server")
    }).pipe(Effect.provide(DaemonClient.layer.pipe(Layer.provideMerge(nobody))))
  )

  it.effect("S89: a socket in a directory that others can write to is not talked to", () =>
    Effect.gen(function* () {
      const { runtimeDirectory } = yield* Places
      mkdirSync(runtimeDirectory, { recursive: true, mode: 0o755 })
      const client = yield* DaemonClient
      const error = yield* Effect.flip(client.reading.health())
      assert.strictEqual(error._tag, "NoDaemon")
      assert.include(error.message, "is open to others")
    }).pipe(Effect.provide(DaemonClient.layer.pipe(Layer.provideMerge(nobody))))
  )
})

describe("the probe", () => {
  const listening = (listener: RequestListener) =>
    Effect.map(
      Effect.acquireRelease(
        Effect.callback<Server>((resume) => {
          const server = createServer(listener)
          server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
        }),
        (server) => Effect.sync(() => (server.closeAllConnections(), server.close()))
      ),
      (server) => (server.address() as AddressInfo).port
    )

  const health = { product: "opensessions", version: "1", key: 5, pid: 1 }

  it.live.each<[string, RequestListener, string]>([
    ["a daemon", (_, response) => response.end(JSON.stringify(health)), "Daemon"],
    ["another product", (_, response) => response.end(JSON.stringify({ ...health, product: "x" })), "Stranger"],
    ["any HTTP server", (_, response) => response.end("welcome"), "Stranger"],
    ["one that refuses", (_, response) => response.writeHead(403).end(JSON.stringify(health)), "Stranger"],
    ["one that never ends", (_, response) => void response.write("{"), "Stranger"],
    ["one that says too much", (_, response) => response.end("x".repeat(100_000)), "Stranger"],
    ["one that hangs up", (request) => request.socket.destroy(), "Nobody"]
  ])("S45: takes %s for what it is", ([, listener, who]) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flatMap(listening(listener), probePort))._tag, who)
    })
  )

  it.live("finds nobody where nothing listens", () =>
    Effect.gen(function* () {
      const port = yield* Effect.scoped(listening(() => undefined))
      assert.strictEqual((yield* probePort(port))._tag, "Nobody")
      assert.strictEqual((yield* probeSocket("/tmp/os-no-such-socket"))._tag, "Nobody")
    })
  )
})
