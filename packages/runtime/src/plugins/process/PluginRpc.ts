/** What the daemon asks of a plugin's process: what the things that it registered say and do. */
import { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { Schema } from "effect"
import { Rpc, RpcGroup } from "effect/rpc"
import { WatcherFailed } from "../../agents/Watcher.ts"
import { MultiplexerFailed } from "../../multiplexer/Multiplexer.ts"
import { TopologyData } from "../../multiplexer/TopologyData.ts"
import { Notification, NotifierFailed } from "../../notifications/Notifier.ts"

/** One of the methods of a multiplexer. */
export const MultiplexerAsk = Schema.TaggedUnion({
  SwitchTo: { client: Schema.NullOr(Schema.String), sessionId: SessionId },
  FocusPane: { paneId: PaneId },
  NewSession: { name: Schema.String, directory: Schema.String },
  RenameSession: { sessionId: SessionId, name: Schema.String },
  KillSession: { sessionId: SessionId }
})
export type MultiplexerAsk = typeof MultiplexerAsk.Type

const id = Schema.Int

export class PluginRpc extends RpcGroup.make(
  /** Without an answer: it ends when the connection does, or with what is no message. */
  Rpc.make("Stay"),
  Rpc.make("Events", { payload: { id }, success: AgentEvent, error: WatcherFailed, stream: true }),
  /** One element when it was told; it stands for as long as the stream is read. */
  Rpc.make("Notify", {
    payload: { id, notification: Notification },
    success: Schema.Void,
    error: NotifierFailed,
    stream: true
  }),
  Rpc.make("Topologies", { payload: { id }, success: TopologyData, stream: true }),
  /** The new session's id where one was made. */
  Rpc.make("Ask", {
    payload: { id, ask: MultiplexerAsk },
    success: Schema.NullOr(SessionId),
    error: MultiplexerFailed
  })
) {}
