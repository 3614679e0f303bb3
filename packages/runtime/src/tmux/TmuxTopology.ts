/** The topology of the tmux server, kept current by events and re-read whole only when something does not fit. */
import { Context, type Effect, type Stream } from "effect"
import type { TmuxError } from "./Tmux.ts"
import type { Topology } from "./Topology.ts"

export class TmuxTopology extends Context.Service<
  TmuxTopology,
  {
    readonly current: Effect.Effect<Topology>
    /** The current topology first, then each change; newest wins for a slow reader. */
    readonly changes: Stream.Stream<Topology>
    /** Reads everything again and gives the result. */
    readonly refresh: Effect.Effect<Topology, TmuxError>
  }
>()("@opensessions/runtime/tmux/TmuxTopology") {}
