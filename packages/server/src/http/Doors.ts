/** Opens the daemon's two doors on one application: a port of 127.0.0.1, and the Unix socket. */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { maxBodyBytes } from "@opensessions/protocol/api/Refusals"
import { Context, Effect, Layer, Schema, Scope } from "effect"
import type { HttpServerError, HttpServerRequest, HttpServerResponse } from "effect/http"
import { chmodSync, lstatSync, rmSync } from "node:fs"
import type { AddressInfo, ListenOptions } from "node:net"
import type { Server } from "node:http"
import type { Duplex } from "node:stream"
import type { Door } from "./admission.ts"
import { Guard } from "./Guard.ts"
import { limitOthers } from "./limitOthers.ts"
import { nodeServer, type ServerLimits, serverLimits } from "./nodeServer.ts"
import { Peers } from "./Peers.ts"

/** What answers a request; the guard stands before it. */
export type App = Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  HttpServerError.HttpServerError,
  HttpServerRequest.HttpServerRequest | Scope.Scope
>

export class DoorNotOpened extends Schema.TaggedError<DoorNotOpened>()("DoorNotOpened", {
  where: Schema.String,
  cause: Schema.Defect()
}) {
  override get message(): string {
    return `${this.where} could not be listened on: ${String(this.cause)}`
  }
}

/** How long an answer that has begun may take to end when a door closes. */
const farewell = "250 millis"

/** The connections that are no HTTP any more; the server does not count them as its own. */
const upgradedSockets = (server: Server): ReadonlySet<Duplex> => {
  const sockets = new Set<Duplex>()
  server.on("upgrade", (_, socket) => {
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket))
  })
  return sockets
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

const make = (limits: ServerLimits) =>
  Effect.gen(function* () {
    const guard = yield* Guard
    const peers = yield* Peers

    const listen = Effect.fnUntraced(function* (
      app: App,
      where: ListenOptions,
      onConnection: Parameters<typeof nodeServer>[1],
      doorOf: (server: Server) => Door
    ) {
      const server = nodeServer(limits, onConnection)
      const sockets = upgradedSockets(server)
      const http = yield* NodeHttpServer.make(() => server, {
        ...where,
        gracefulShutdownTimeout: farewell,
        websocket: { maxPayload: maxBodyBytes, perMessageDeflate: false }
      }).pipe(
        Effect.mapError(({ cause }) => new DoorNotOpened({ where: where.path ?? `port ${where.port}`, cause })),
        // It closes in a scope of its own because it waits for every WebSocket, for ever, whatever else is still to close.
        Effect.provideService(Scope.Scope, yield* Effect.flatMap(Effect.scope, Scope.fork))
      )
      // Half-sent requests would keep a closing server waiting for ever.
      yield* Effect.addFinalizer(() => Effect.sync(() => server.closeAllConnections()))
      yield* http.serve(guard.protect(doorOf(server))(app))
      yield* Effect.addFinalizer(() => Effect.sync(() => sockets.forEach((socket) => socket.destroy())))
      return server
    })

    return Doors.of({
      openPort: (app, port) =>
        listen(app, { host: "127.0.0.1", port }, limitOthers(peers.of), (server) => ({
          kind: "tcp",
          port: portOf(server)
        })).pipe(Effect.map(portOf)),
      openSocket: Effect.fnUntraced(function* (app, file) {
        rmSync(file, { force: true })
        yield* listen(
          app,
          { path: file },
          () => undefined,
          () => ({ kind: "unix" })
        )
        chmodSync(file, 0o600)
        return lstatSync(file, { bigint: true }).ino
      })
    })
  })

export class Doors extends Context.Service<
  Doors,
  {
    /** Listens on that port of 127.0.0.1, 0 for any; gives the port. */
    openPort(app: App, port: number): Effect.Effect<number, DoorNotOpened, Scope.Scope>
    /** Listens on a new Unix socket in the place of whatever stands there; gives its inode. */
    openSocket(app: App, file: string): Effect.Effect<bigint, DoorNotOpened, Scope.Scope>
  }
>()("@opensessions/server/http/Doors") {
  static readonly layerWith = (limits: ServerLimits) => Layer.effect(Doors, make(limits))

  static readonly layer = Doors.layerWith(serverLimits)
}
