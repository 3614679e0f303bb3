/** Opens the daemon's two doors on one application: a port of 127.0.0.1, and the Unix socket. */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { Context, Effect, Layer, Schema, type Scope } from "effect"
import type { HttpServerError, HttpServerRequest, HttpServerResponse } from "effect/http"
import { chmodSync, lstatSync, rmSync } from "node:fs"
import type { AddressInfo, ListenOptions } from "node:net"
import type { Server } from "node:http"
import type { Door } from "./admission.ts"
import { Guard } from "./Guard.ts"
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
      const http = yield* NodeHttpServer.make(() => server, { ...where, gracefulShutdownTimeout: farewell }).pipe(
        Effect.mapError(({ cause }) => new DoorNotOpened({ where: where.path ?? `port ${where.port}`, cause }))
      )
      // Half-sent requests would keep a closing server waiting for ever.
      yield* Effect.addFinalizer(() => Effect.sync(() => server.closeAllConnections()))
      yield* http.serve(guard.protect(doorOf(server))(app))
      return server
    })

    return Doors.of({
      openPort: (app, port) =>
        listen(app, { host: "127.0.0.1", port }, peers.begin, (server) => ({ kind: "tcp", port: portOf(server) })).pipe(
          Effect.map(portOf)
        ),
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
