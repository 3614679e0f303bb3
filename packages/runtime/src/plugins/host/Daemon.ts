/** The daemon as a plugin's process asks it. */
import { Context, Layer } from "effect"
import { RpcClient, type RpcClientError, type RpcGroup } from "effect/rpc"
import { DaemonRpc } from "../process/DaemonRpc.ts"

export class Daemon extends Context.Service<
  Daemon,
  RpcClient.RpcClient<RpcGroup.Rpcs<typeof DaemonRpc>, RpcClientError.RpcClientError>
>()("@opensessions/runtime/plugins/host/Daemon") {
  static readonly layer = Layer.effect(Daemon, RpcClient.make(DaemonRpc, { disableTracing: true }))
}
