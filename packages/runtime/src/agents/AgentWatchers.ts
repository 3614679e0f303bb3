/** The registry and supervisor of watchers. A watcher is a Layer that registers itself for the life of its scope. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Context, Effect, Layer, Queue, type Scope, Stream, SubscriptionRef } from "effect"
import { superviseWatcher } from "./superviseWatcher.ts"
import type { Watcher } from "./Watcher.ts"
import { WatcherRecord } from "./WatcherRecord.ts"
import type { WatcherHealth } from "./WatcherHealth.ts"

export class AgentWatchers extends Context.Service<
  AgentWatchers,
  {
    register(watcher: Watcher): Effect.Effect<void, never, Scope.Scope>
    /** What all watchers say, in order. For one reader, the store's feed: what is taken by one is not seen by another. */
    readonly events: Stream.Stream<AgentEvent>
    /** Counts an input that a watcher's decoder did not know. */
    countUnknown(watcher: string, type: string): Effect.Effect<void>
    readonly health: Effect.Effect<ReadonlyArray<WatcherHealth>>
    /** The current health first, then each time a watcher starts, fails or ends. */
    readonly healthChanges: Stream.Stream<ReadonlyArray<WatcherHealth>>
  }
>()("@opensessions/runtime/agents/AgentWatchers") {
  /** A watcher as a layer: how plugins add theirs. */
  static readonly add = <E, R>(watcher: Effect.Effect<Watcher, E, R>) =>
    Layer.effectDiscard(
      Effect.gen(function* () {
        const { register } = yield* AgentWatchers
        yield* register(yield* watcher)
      })
    )

  static readonly layer = Layer.effect(
    AgentWatchers,
    Effect.gen(function* () {
      const events = yield* Queue.unbounded<AgentEvent>()
      const records = new Map<string, WatcherRecord>()
      const health = Effect.sync(() => [...records.values()].map((record) => record.health()))
      const published = yield* SubscriptionRef.make<ReadonlyArray<WatcherHealth>>([])
      const publish = Effect.flatMap(health, (all) => SubscriptionRef.set(published, all))
      const recordOf = (name: string): WatcherRecord => {
        const known = records.get(name)
        if (known !== undefined) return known
        const made = new WatcherRecord(name)
        records.set(name, made)
        return made
      }

      return AgentWatchers.of({
        register: Effect.fn("AgentWatchers.register")(function* (watcher: Watcher) {
          const record = recordOf(watcher.name)
          const say = (all: ReadonlyArray<AgentEvent>) => Queue.offerAll(events, all)
          yield* Effect.addFinalizer(() =>
            Effect.suspend(() => {
              records.delete(watcher.name)
              return Effect.andThen(say(record.forgetAll()), publish)
            })
          )
          yield* superviseWatcher(watcher, record, say, publish).pipe(
            Effect.annotateLogs({ watcher: watcher.name }),
            Effect.forkScoped({ startImmediately: true })
          )
        }),
        events: Stream.fromQueue(events),
        countUnknown: (watcher, type) => Effect.sync(() => recordOf(watcher).countUnknown(type)),
        health,
        healthChanges: SubscriptionRef.changes(published)
      })
    })
  )
}
