/** The daemon of this tmux server for a program that stays: the stream of states, commands and questions, over `/ws`. */
import type { Explanation } from "@opensessions/protocol/api/Explanation"
import type { Command, CommandRefused } from "@opensessions/protocol/Command"
import type { Lookup, LookupAnswer } from "@opensessions/protocol/Lookup"
import { OpenSessionsRpc } from "@opensessions/protocol/rpc/OpenSessionsRpc"
import {
  protocolHeader,
  type ProtocolRefused,
  ProtocolVersion,
  protocolVersion
} from "@opensessions/protocol/rpc/ProtocolVersion"
import type { State } from "@opensessions/protocol/State"
import { Places } from "@opensessions/runtime/config/Places"
import { Context, Effect, Layer, Schedule, Stream } from "effect"
import { Headers } from "effect/http"
import { RpcClient, type RpcClientError, RpcMiddleware, RpcSerialization } from "effect/rpc"
import { type NoDaemon, nobodyAt } from "./NoDaemon.ts"
import { socketWebSocket } from "./socketWebSocket.ts"

/** A daemon that is exchanged is away for 300 ms; one that has ended may come back at any time. */
const reconnecting = Schedule.min([Schedule.exponential("50 millis"), Schedule.spaced("1 second")])

const saysVersion = (version: number) =>
  RpcMiddleware.layerClient(ProtocolVersion, ({ next, request }) =>
    next({ ...request, headers: Headers.set(request.headers, protocolHeader, String(version)) })
  )

const isLost = (error: { readonly _tag: string }): error is RpcClientError.RpcClientError =>
  error._tag === "RpcClientError"

/** A refusal stays one. */
const whileLost = reconnecting.pipe(
  Schedule.setInputType<ProtocolRefused | RpcClientError.RpcClientError>(),
  Schedule.while(({ input }) => isLost(input))
)

const make = Effect.gen(function* () {
  const places = yield* Places
  const client = yield* RpcClient.make(OpenSessionsRpc, { disableTracing: true })
  const orNoDaemon = <A, E extends { readonly _tag: string }>(asked: Effect.Effect<A, E>) =>
    Effect.catchIf(asked, isLost, () => Effect.fail(nobodyAt(places))) as Effect.Effect<
      A,
      Exclude<E, RpcClientError.RpcClientError> | NoDaemon
    >
  return LiveDaemon.of({
    states: client.States().pipe(
      Stream.retry(whileLost),
      Stream.catchIf(isLost, () => Stream.never)
    ),
    look: (lookup) => Stream.catchIf(client.Look({ lookup }), isLost, () => Stream.empty),
    run: (command) => orNoDaemon(client.Run({ command })),
    explain: (target) => orNoDaemon(client.Explain({ target }))
  })
})

/** States come for ever: a daemon that ends is waited for, and its successor's state comes first. */
export class LiveDaemon extends Context.Service<
  LiveDaemon,
  {
    /** The state as it is, then after each change; newest wins. Waits where no daemon is. */
    readonly states: Stream.Stream<State, ProtocolRefused>
    /** What a modal looks at, for as long as the daemon is there. */
    look(lookup: Lookup): Stream.Stream<LookupAnswer, ProtocolRefused>
    /** Returns when it is done; fails at once where no daemon is. */
    run(command: Command): Effect.Effect<void, CommandRefused | NoDaemon | ProtocolRefused>
    /** What `opensessions explain` tells; empty where nobody is there. */
    explain(target: string): Effect.Effect<ReadonlyArray<Explanation>, NoDaemon | ProtocolRefused>
  }
>()("@opensessions/server/client/LiveDaemon") {
  /** As a client of that version of the protocol. */
  static readonly layerOf = (version: number) =>
    Layer.effect(LiveDaemon, make).pipe(
      Layer.provide(RpcClient.layerProtocolSocket({ retryPolicy: reconnecting })),
      Layer.provide([
        saysVersion(version),
        RpcSerialization.layerJson,
        Layer.unwrap(Effect.map(Places, socketWebSocket))
      ])
    )

  static readonly layer = LiveDaemon.layerOf(protocolVersion)
}
