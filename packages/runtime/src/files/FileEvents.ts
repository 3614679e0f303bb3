/**
 * What changes in directories, from the operating system's own notices. It never gives up: a directory that is missing
 * or can't be watched is looked at now and then until it can, and a slow pass covers what a notice may have missed.
 */
import { Context, Effect, Layer, PubSub, RcMap, Stream, SubscriptionRef } from "effect"
import { followDirectory } from "./followDirectory.ts"
import { NativeWatch } from "./NativeWatch.ts"
import type { WatchFailed } from "./WatchFailed.ts"
import type { FileEvent } from "./FileEvent.ts"
import type { DirectoryFeed, WatchTarget } from "./DirectoryFeed.ts"

export { WatchFailed } from "./WatchFailed.ts"

/** Batches that a slow reader may be behind; what it misses then the next pass brings. */
const capacity = 128

export class FileEvents extends Context.Service<
  FileEvents,
  {
    /**
     * Changes anywhere below a directory, up to half a second late. An empty element says: read what is there. It comes
     * first, when the watch stands, and again whenever notices may have been missed. A directory that does not exist
     * yet is waited for. Equal directories share one operating-system watch.
     */
    watch(directory: string): Stream.Stream<ReadonlyArray<FileEvent>>
    /**
     * The same for the directory's own entries only, without delay and for one watch: for files that are hot. With a
     * `pause` a few batches are told at once, and then what changes within so many milliseconds is one (`noticePace`).
     */
    entries(directory: string, pause?: number): Stream.Stream<ReadonlyArray<FileEvent>>
    /** The directories that are only polled now, each with the reason and what to do. */
    readonly problems: Effect.Effect<ReadonlyArray<WatchFailed>>
    readonly problemChanges: Stream.Stream<ReadonlyArray<WatchFailed>>
  }
>()("@opensessions/runtime/files/FileEvents") {
  static readonly layerNoDeps = Layer.effect(
    FileEvents,
    Effect.gen(function* () {
      const native = yield* NativeWatch
      const problems = yield* SubscriptionRef.make<ReadonlyMap<string, WatchFailed>>(new Map())

      const feeds = (kind: "entries" | "tree") =>
        RcMap.make({
          idleTimeToLive: "1 second",
          lookup: Effect.fnUntraced(function* (target: WatchTarget) {
            const notices = yield* Effect.acquireRelease(
              PubSub.sliding<ReadonlyArray<FileEvent>>(capacity),
              PubSub.shutdown
            )
            const feed: DirectoryFeed = { notices, stands: false }
            yield* Effect.forkScoped(followDirectory(native, kind, target, feed, problems), {
              startImmediately: true
            })
            return feed
          })
        })
      const trees = yield* feeds("tree")
      const entries = yield* feeds("entries")

      const subscribe = (map: typeof trees, target: WatchTarget) =>
        Stream.unwrap(
          Effect.gen(function* () {
            const feed = yield* RcMap.get(map, target)
            const news = yield* PubSub.subscribe(feed.notices)
            const now: ReadonlyArray<ReadonlyArray<FileEvent>> = feed.stands ? [[]] : []
            return Stream.concat(Stream.fromIterable(now), Stream.fromSubscription(news))
          })
        )
      const list = (all: ReadonlyMap<string, WatchFailed>) => [...all.values()]
      return FileEvents.of({
        watch: (directory) => subscribe(trees, { directory, pause: 0 }),
        entries: (directory, pause = 0) => subscribe(entries, { directory, pause }),
        problems: Effect.map(SubscriptionRef.get(problems), list),
        problemChanges: Stream.map(SubscriptionRef.changes(problems), list)
      })
    })
  )

  static readonly layer = this.layerNoDeps.pipe(Layer.provide(NativeWatch.layer))
}
