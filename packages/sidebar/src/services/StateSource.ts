/** Where a sidebar gets the state from: the store in the daemon, RPC in the standalone sidebar. */
import type { State } from "@opensessions/protocol/State"
import { Context, type Stream } from "effect"

export class StateSource extends Context.Service<
  StateSource,
  {
    /** The current state first, then each change; newest wins. */
    readonly changes: Stream.Stream<State>
  }
>()("@opensessions/sidebar/services/StateSource") {}
