/** One end of a connection between the daemon and a plugin's process, as effect/rpc wants it. */
import { NodeSocket } from "@effect/platform-node"
import type { Take } from "@opensessions/runtime/plugins/allowance"
import { type Duration, Effect, Layer, Schedule } from "effect"
import { RpcClient, RpcSerialization, RpcServer } from "effect/rpc"
import { NetAddress } from "effect/net"
import { Socket, SocketServer } from "effect/socket"
import type { Duplex } from "node:stream"

/** The longest message that each side takes: a topology of 2,000 panes is 0.6 MB; the daemon is trusted. */
export const longest = { ofPlugin: 1_000_000, ofDaemon: 16_000_000 } as const

const serialization = (maxBufferSize: number) => RpcSerialization.layerNdjsonWith({ maxBufferSize })

/** Every write that waits listens, so a full connection has many listeners. */
export const socketOf = (duplex: Duplex): Effect.Effect<Socket.Socket> =>
  NodeSocket.fromDuplex(Effect.sync(() => duplex.setMaxListeners(0)))

/** What comes waits where it is more than may come: the other side's writes wait then, too. */
export const withinBounds = (socket: Socket.Socket, take: Take): Socket.Socket =>
  Socket.make({
    writer: socket.writer,
    reader: Effect.map(socket.reader, (reader) => ({
      ...reader,
      pull: Effect.tap(reader.pull, (frames) => take(frames.reduce((bytes, { length }) => bytes + length, 0)))
    }))
  })

/** How often the other side is asked whether it is there, how long it may take to answer, and what happens then. */
export interface Liveness {
  readonly pingInterval: Duration.Input
  readonly pingTimeout: Duration.Input
  readonly onPingTimeout: Effect.Effect<void>
}

/** For who asks. */
export const clientProtocol = (socket: Socket.Socket, longestMessage: number, liveness: Liveness) =>
  RpcClient.layerProtocolSocket({ ...liveness, retryPolicy: Schedule.recurs(0) }).pipe(
    Layer.provide([serialization(longestMessage), Layer.succeed(Socket.Socket, socket)])
  )

/** For who is asked. `ended` runs when the other side has gone. */
export const serverProtocol = (socket: Socket.Socket, longestMessage: number, ended: Effect.Effect<void>) =>
  RpcServer.layerProtocolSocketServer.pipe(
    Layer.provide([
      serialization(longestMessage),
      Layer.succeed(
        SocketServer.SocketServer,
        SocketServer.SocketServer.of({
          address: NetAddress.unixPathAddress(""),
          run: (handler) => handler(socket).pipe(Effect.exit, Effect.andThen(ended), Effect.andThen(Effect.never))
        })
      )
    ])
  )
