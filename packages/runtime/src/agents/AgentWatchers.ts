/** The registry and supervisor of watchers. A watcher is a Layer that registers itself for the life of its scope. */
import { Context, type Effect, type Scope, type Stream } from "effect"
import type { Watcher } from "./Watcher.ts"

/** What `doctor` shows of a watcher. Times are milliseconds since the epoch. */
export interface WatcherHealth {
  readonly name: string
  readonly state: "running" | "retrying" | "ended"
  readonly events: number
  readonly lastEventAt: number | null
  readonly failures: number
  readonly lastFailure: string | null
  /** Records that a decoder did not know, by type. */
  readonly unknown: ReadonlyMap<string, number>
}

export class AgentWatchers extends Context.Service<
  AgentWatchers,
  {
    register(watcher: Watcher): Effect.Effect<void, never, Scope.Scope>
    /** Counts an input that a watcher's decoder did not know. */
    countUnknown(watcher: string, type: string): Effect.Effect<void>
    readonly health: Effect.Effect<ReadonlyArray<WatcherHealth>>
    readonly healthChanges: Stream.Stream<ReadonlyArray<WatcherHealth>>
  }
>()("@opensessions/runtime/agents/AgentWatchers") {}
