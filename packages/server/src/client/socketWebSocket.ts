/** A WebSocket to the daemon through its Unix socket, opened anew for each connection. */
import * as NodeWS from "@effect/platform-node/NodeWS"
import { rpcPath } from "@opensessions/protocol/rpc/OpenSessionsRpc"
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import { Effect, Layer } from "effect"
import { Socket } from "effect/socket"
import { connect } from "node:net"
import { onlyOurs } from "./NoDaemon.ts"

const { Agent } = process.getBuiltinModule("node:http")

/** A URL with the socket's path in it could not have every path: none with a colon. */
const open = (socketPath: string): globalThis.WebSocket => {
  const agent = new Agent()
  agent.createConnection = () => connect(socketPath)
  return new NodeWS.WebSocket(`ws://localhost${rpcPath}`, {
    agent,
    perMessageDeflate: false
  }) as unknown as globalThis.WebSocket
}

/** Each time it is looked whether what listens there can only be this user's. */
export const socketWebSocket = (places: DaemonPlaces): Layer.Layer<Socket.Socket> =>
  Layer.effect(
    Socket.Socket,
    Socket.fromWebSocket(
      onlyOurs(places).pipe(
        Effect.mapError(
          (cause) => new Socket.SocketError({ reason: new Socket.SocketOpenError({ kind: "Unknown", cause }) })
        ),
        Effect.andThen(
          Effect.acquireRelease(
            Effect.sync(() => open(places.socketFile)),
            (socket) => Effect.sync(() => socket.close(1000))
          )
        )
      )
    )
  )
