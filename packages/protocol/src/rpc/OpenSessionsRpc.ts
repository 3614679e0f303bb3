/** What our own clients say over the WebSocket at `/ws`: the stream of states, commands, and questions. */
import { Schema } from "effect"
import { Rpc, RpcGroup } from "effect/rpc"
import { Explanation } from "../api/Explanation.ts"
import { Command, CommandRefused } from "../Command.ts"
import { Lookup, LookupAnswer } from "../Lookup.ts"
import { State } from "../State.ts"
import { ProtocolVersion } from "./ProtocolVersion.ts"

/** Where the WebSocket is, on both doors. */
export const rpcPath = "/ws"

export class OpenSessionsRpc extends RpcGroup.make(
  /** The state as it is, then after each change; a reader that is slow gets the newest. */
  Rpc.make("States", { success: State, stream: true }),
  /** Returns when it is done. */
  Rpc.make("Run", { payload: { command: Command }, error: CommandRefused }),
  /** What a modal of a sidebar looks at: the answer now, then each change; ends with what was looked at. */
  Rpc.make("Look", { payload: { lookup: Lookup }, success: LookupAnswer, stream: true }),
  /** A pane's id, an agent's name, or the name or id of a thread; empty where nobody is there. */
  Rpc.make("Explain", { payload: { target: Schema.String }, success: Schema.Array(Explanation) })
).middleware(ProtocolVersion) {}
