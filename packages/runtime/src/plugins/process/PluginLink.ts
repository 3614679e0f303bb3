/** The daemon's end of the connection to one plugin's process. */
import type { Effect } from "effect"
import type { RpcClient, RpcClientError, RpcGroup } from "effect/rpc"
import type { PluginRpc } from "./PluginRpc.ts"

export interface PluginLink {
  /** The plugin, as people are told about it. */
  readonly name: string
  /** What its process imports. */
  readonly specifier: string
  readonly asks: RpcClient.RpcClient<RpcGroup.Rpcs<typeof PluginRpc>, RpcClientError.RpcClientError>
  /** The plugin has registered what it brings. */
  readonly started: Effect.Effect<void>
  /** The plugin can't go on. */
  failed(reason: string): Effect.Effect<void>
  /** What comes from its process can't be understood, or nothing comes any more: then this plugin is over. */
  readonly lost: Effect.Effect<never>
  /** One of the things that it says begins or stops to be too much. */
  tellFlood(what: string, flood: boolean): void
}
