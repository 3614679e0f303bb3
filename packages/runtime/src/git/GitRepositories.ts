/** The state of repositories, read when something below `.git` changed and never on a timer. */
import type { Git } from "@opensessions/protocol/State"
import { Context, Effect, Fiber, Layer, Queue, RcMap, Semaphore, Stream } from "effect"
import { join } from "node:path"
import { isWithin, type RepositoryLocation } from "./gitDirectory.ts"
import { locateRepository } from "./locateRepository.ts"
import { watchDirectories } from "./WatchedDirectories.ts"
import { watchRepository, type WatchLimits } from "./watchRepository.ts"

/** git processes at a time, over all repositories. */
const maxProcesses = 2

interface Subscription {
  readonly directory: string
  /** An agent did something at or below the directory. */
  readonly touched: Queue.Queue<void>
  location: RepositoryLocation | null
}

export class GitRepositories extends Context.Service<
  GitRepositories,
  {
    /** The repository of a directory now and after each change; null outside a repository. Equal roots share the work. */
    watch(directory: string): Stream.Stream<Git | null>
    /**
     * Says that files at or below a directory, or in its repository, may have changed: an agent's turn ended, a pane got
     * the focus. Work trees are too large to be watched, so this is what brings `dirty` and the counts up to date.
     */
    touch(directory: string): Effect.Effect<void>
  }
>()("@opensessions/runtime/git/GitRepositories") {
  /** With other limits than the usual ones. */
  static readonly layerWith = (limits: WatchLimits) =>
    Layer.effect(
      GitRepositories,
      Effect.gen(function* () {
        const processes = yield* Semaphore.make(maxProcesses)
        // A file system that hangs keeps at most two of the four threads that read files for the whole daemon.
        const files = yield* Semaphore.make(2)
        const subscriptions = new Set<Subscription>()
        const repositories = yield* RcMap.make({
          idleTimeToLive: "5 seconds",
          lookup: (location: RepositoryLocation) => watchRepository(location, { processes, files }, limits)
        })

        // Given up after a while, but the permit is held until the file system answers.
        const locate = (directory: string) =>
          files
            .withPermits(1)(Effect.promise(() => locateRepository(directory)))
            .pipe(
              Effect.forkDetach({ startImmediately: true }),
              Effect.flatMap(Fiber.join),
              Effect.timeoutOrElse({ duration: "5 seconds", orElse: () => Effect.succeed(null) })
            )

        /** Where the repository of a directory is: again when told, and outside one also when `.git` appears there. */
        const locations = (subscription: Subscription) =>
          Stream.unwrap(
            Effect.gen(function* () {
              const { directory, touched } = subscription
              const appeared = yield* Queue.sliding<void>(1)
              const watched = yield* watchDirectories((_, name) => {
                if (name === ".git" || name === "HEAD") Queue.offerUnsafe(appeared, undefined)
              })
              const find = Effect.gen(function* () {
                yield* watched.replace([directory, join(directory, ".git")])
                const location = yield* locate(directory)
                if (location !== null) yield* watched.replace([])
                subscription.location = location
                return location
              })
              const findAgain = Queue.take(appeared).pipe(
                Effect.timeoutOrElse({
                  duration: limits.searchMillis,
                  orElse: () => Effect.raceFirst(Queue.take(appeared), Queue.take(touched))
                }),
                Effect.andThen(Effect.sleep(limits.quietMillis)),
                Effect.andThen(Effect.all([Queue.clear(appeared), Queue.clear(touched)])),
                Effect.andThen(find)
              )
              return Stream.concat(Stream.fromEffect(find), Stream.fromEffectRepeat(findAgain))
            })
          ).pipe(Stream.changes)

        const watch = (directory: string) =>
          Stream.unwrap(
            Effect.gen(function* () {
              const touched = yield* Queue.sliding<void>(1)
              const subscription: Subscription = { directory, touched, location: null }
              yield* Effect.acquireRelease(
                Effect.sync(() => subscriptions.add(subscription)),
                () => Effect.sync(() => subscriptions.delete(subscription))
              )
              return locations(subscription)
            })
          ).pipe(
            Stream.switchMap((location) =>
              location === null
                ? Stream.succeed(null)
                : Stream.unwrap(Effect.map(RcMap.get(repositories, location), (repository) => repository.states))
            ),
            Stream.changes
          )

        const touch = Effect.fn("GitRepositories.touch")(function* (directory: string) {
          const touched = [...subscriptions].filter(
            (one) => one.directory === directory || (one.location !== null && isWithin(directory, one.location.root))
          )
          for (const one of touched) yield* Queue.offer(one.touched, undefined)
          const locations = new Map(
            touched.flatMap(({ location }) => (location ? [[location.gitDirectory, location]] : []))
          )
          for (const location of locations.values()) {
            yield* Effect.scoped(Effect.flatMap(RcMap.get(repositories, location), (repository) => repository.touch))
          }
        })

        return GitRepositories.of({ watch, touch })
      })
    )

  static readonly layer = this.layerWith({
    quietMillis: 40,
    burstMillis: 400,
    timeLimitMillis: 10_000,
    // Some fifteen file accesses each: 5 % of what the daemon does beside fifty agents that use tools all the time.
    searchMillis: 10_000
  })
}
