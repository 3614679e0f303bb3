/** `/ws`: the RPC of our own clients. The guard before it is the one of every route, and asks for the token over TCP. */
import { CommandRefused } from "@opensessions/protocol/Command"
import { OpenSessionsRpc, rpcPath } from "@opensessions/protocol/rpc/OpenSessionsRpc"
import {
  protocolHeader,
  ProtocolRefused,
  ProtocolVersion,
  protocolVersion
} from "@opensessions/protocol/rpc/ProtocolVersion"
import { Commands } from "@opensessions/runtime/commands/Commands"
import { Lookups } from "@opensessions/runtime/panes/Lookups"
import { Explain } from "@opensessions/runtime/store/Explain"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect, Layer } from "effect"
import { RpcSerialization, RpcServer } from "effect/rpc"

const saidVersion = (header: string | undefined): number | null =>
  header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) : null

const ProtocolChecked = Layer.succeed(ProtocolVersion, (handler, { headers }) =>
  Effect.suspend(() => {
    const client = saidVersion(headers[protocolHeader])
    return client === protocolVersion ? handler : Effect.fail(new ProtocolRefused({ daemon: protocolVersion, client }))
  })
)

const Handlers = OpenSessionsRpc.toLayer(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const commands = yield* Commands
    const explain = yield* Explain
    const lookups = yield* Lookups
    return OpenSessionsRpc.of({
      // Each chunk waits for the client's word that it has the last one, and meanwhile the newest state replaces the others.
      States: () => store.changes,
      Run: ({ command }) =>
        Effect.mapError(commands.run(command), ({ message }) => new CommandRefused({ reason: message })),
      Look: ({ lookup }) => lookups.follow(lookup),
      Explain: ({ target }) => explain.explain(target)
    })
  })
)

export const RpcRoutes = RpcServer.layerHttp({
  group: OpenSessionsRpc,
  path: rpcPath,
  protocol: "websocket",
  disableTracing: true,
  // One client's broken request is no reason to end the others'.
  disableFatalDefects: true
}).pipe(Layer.provide([Handlers, ProtocolChecked, RpcSerialization.layerJson]))
