/** Keeps a watch on one directory through its whole life: not there yet, there, gone, made anew, limit reached. */
import { Deferred, Effect, PubSub, Result, type Scope, SubscriptionRef } from "effect"
import { dirname } from "node:path"
import type { DirectoryFeed, WatchTarget } from "./DirectoryFeed.ts"
import type { NativeWatch } from "./NativeWatch.ts"
import type { WatchListener } from "./Watch.ts"
import type { WatchFailed } from "./WatchFailed.ts"

type Problems = SubscriptionRef.SubscriptionRef<ReadonlyMap<string, WatchFailed>>

/** The pass that covers notices that never came (a full queue of the kernel, a network drive). */
export const passMillis = { entries: 15_000, tree: 60_000 }
/** Without a watch: how often to look, and how often to try to watch again. Trying costs 20 µs, for a tree as much as a walk. */
export const pollMillis = 2_000
export const retryMillis = { entries: pollMillis, tree: 30_000 }
/** Beside the notices of the nearest directory that exists, how often to look whether a missing one is there. */
export const missingMillis = 5_000
/** After a loss, so that a directory that is made anew again and again costs no more than this. */
const settleMillis = 50

const without = <A>(all: ReadonlyMap<string, A>, key: string): ReadonlyMap<string, A> =>
  all.has(key) ? new Map([...all].filter(([one]) => one !== key)) : all

/** Runs for ever; interrupt it to let the directory go. */
export const followDirectory = Effect.fnUntraced(function* (
  native: NativeWatch["Service"],
  kind: "entries" | "tree",
  { directory, pause }: WatchTarget,
  feed: DirectoryFeed,
  problems: Problems
) {
  const look = Effect.suspend(() => {
    feed.stands = true
    return PubSub.publish(feed.notices, [])
  })

  const nearestAbove = Effect.gen(function* () {
    let above = dirname(directory)
    while (above !== dirname(above) && (yield* native.identity(above)) === null) above = dirname(above)
    return above
  })

  /** Returns when something near a missing directory changed, or after a while. */
  const waitForDirectory = Effect.gen(function* () {
    const changed = yield* Deferred.make<void>()
    const wake = () => Deferred.doneUnsafe(changed, Effect.void)
    const above = yield* nearestAbove
    yield* Effect.ignore(native.entries(above, 0, { changed: wake, lost: wake }))
    // It, or a directory on the way to it, may have been made before the watch stood.
    if ((yield* native.identity(directory)) !== null || (yield* nearestAbove) !== above) return
    yield* Effect.timeoutOption(Deferred.await(changed), missingMillis)
  }).pipe(Effect.scoped)

  /** Watches until the directory is lost. */
  const whileThere = (self: string): Effect.Effect<void, WatchFailed, Scope.Scope> =>
    Effect.gen(function* () {
      const lost = yield* Deferred.make<void>()
      const listener: WatchListener = {
        changed: (events) => PubSub.publishUnsafe(feed.notices, events),
        lost: () => Deferred.doneUnsafe(lost, Effect.void)
      }
      yield* native[kind](directory, pause, listener)
      yield* SubscriptionRef.update(problems, (all) => without(all, directory))
      while (true) {
        yield* look
        const ended = yield* Effect.timeoutOption(Deferred.await(lost), passMillis[kind])
        if (ended._tag === "Some" || (yield* native.identity(directory)) !== self) return
      }
    })

  const pollForAWhile = Effect.fnUntraced(function* (problem: WatchFailed) {
    const known = (yield* SubscriptionRef.get(problems)).has(directory)
    if (!known) {
      yield* Effect.logWarning(`${problem.message}; looking every ${pollMillis / 1000} s instead`)
      yield* SubscriptionRef.update(problems, (all) => new Map(all).set(directory, problem))
    }
    for (let waited = 0; waited < retryMillis[kind]; waited += pollMillis) {
      yield* look
      yield* Effect.sleep(pollMillis)
    }
  })

  const forget = SubscriptionRef.update(problems, (all) => without(all, directory))
  while (true) {
    const self = yield* native.identity(directory)
    if (self === null) {
      yield* waitForDirectory
      continue
    }
    const outcome = yield* Effect.result(Effect.scoped(whileThere(self)))
    if (Result.isFailure(outcome)) yield* pollForAWhile(outcome.failure).pipe(Effect.onInterrupt(() => forget))
    else yield* Effect.andThen(look, Effect.sleep(settleMillis))
  }
})
