/** The topology of the tmux server, kept current by events and re-read whole only when something does not fit. */
import { Context, Effect, Layer, Stream, SubscriptionRef } from "effect"
import { makeTopology } from "./makeTopology.ts"
import type { TmuxError } from "./TmuxError.ts"
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
>()("@opensessions/runtime/tmux/TmuxTopology") {
  /** Needs `Tmux`; has read everything once when it is built. Its hooks go with its scope. */
  static readonly layer = Layer.effect(
    TmuxTopology,
    Effect.map(makeTopology(), ({ ref, refresh }) =>
      TmuxTopology.of({
        current: SubscriptionRef.get(ref),
        changes: SubscriptionRef.changes(ref).pipe(Stream.buffer({ capacity: 1, strategy: "sliding" })),
        refresh
      })
    )
  )
}
