/** One repository under watch: read at once, then after each change, never two git processes at a time. */
import type { Git } from "@opensessions/protocol/State"
import {
  Clock,
  Duration,
  Effect,
  Latch,
  Option,
  Queue,
  type Scope,
  type Semaphore,
  Stream,
  SubscriptionRef
} from "effect"
import { type Head, isInteresting, type RepositoryLocation, watchedDirectories } from "./gitDirectory.ts"
import { readHead } from "./locateRepository.ts"
import { gitOfHead, readRepository } from "./readRepository.ts"
import type { GitUnavailable } from "./runGit.ts"
import { watchDirectories } from "./WatchedDirectories.ts"

export interface WatchedRepository {
  /** What is known now, as soon as something is, then each change. */
  readonly states: Stream.Stream<Git | null>
  readonly touch: Effect.Effect<void>
}

export interface WatchLimits {
  /** A repository is read again when it was quiet for this long (a rebase is one burst) … */
  readonly quietMillis: number
  /** … or when its burst went on for this long. */
  readonly burstMillis: number
  /** A git that takes longer is killed. */
  readonly timeLimitMillis: number
  /**
   * What agents do has the place of a directory's repository looked for again this often at most: one that appears above
   * the directory is no everyday thing. One that appears in it is noticed at once.
   */
  readonly searchMillis: number
}

/** git gets at most a quarter of one core for a repository, however busy and large that is. */
const restFactor = 3

/** What all repositories share: how many git processes, and how many file accesses, there may be at a time. */
export interface Permits {
  readonly processes: Semaphore.Semaphore
  readonly files: Semaphore.Semaphore
}

export const watchRepository = Effect.fnUntraced(function* (
  location: RepositoryLocation,
  permits: Permits,
  limits: WatchLimits
): Effect.fn.Return<WatchedRepository, never, Scope.Scope> {
  const rung = yield* Queue.sliding<void>(1)
  const state = yield* SubscriptionRef.make<{ readonly git: Git | null } | null>(null)
  const watched = yield* watchDirectories((directory, name) => {
    if (isInteresting(location, directory, name)) Queue.offerUnsafe(rung, undefined)
  })
  const idle = yield* Latch.make(true)
  let upstream: string | null = null
  let lastRefusal: string | null = null

  const headNow = Effect.promise(() => readHead(location.gitDirectory))
  const publish = (git: Git | null) => SubscriptionRef.set(state, { git })

  const ask = Effect.fnUntraced(function* (head: Head) {
    const reading = yield* readRepository(location, head, limits.timeLimitMillis, idle)
    if (reading.refusal !== null && reading.refusal !== lastRefusal)
      yield* Effect.logWarning(`git refuses ${location.root}: ${reading.refusal}`)
    lastRefusal = reading.refusal
    yield* publish(reading.git)
    if (reading.upstream === upstream) return
    upstream = reading.upstream
    yield* watched.replace(watchedDirectories(location, head, upstream))
  })

  // The counts of the last reading may be old then, the branch is not.
  const askNobody = Effect.fnUntraced(function* (error: GitUnavailable) {
    yield* Effect.logWarning(error.message)
    const known = (yield* SubscriptionRef.get(state))?.git ?? null
    const byHead = gitOfHead(location, yield* permits.files.withPermits(1)(headNow))
    yield* publish(
      known === null || byHead === null ? byHead : { ...known, branch: byHead.branch, detached: byHead.detached }
    )
  })

  /** Gives the time that git took. */
  const read = Effect.gen(function* () {
    const head = yield* permits.files.withPermits(1)(
      Effect.gen(function* () {
        const before = yield* headNow
        yield* watched.replace(watchedDirectories(location, before, upstream))
        return yield* headNow
      })
    )
    if (head === null) {
      yield* publish(null)
      return Duration.zero
    }
    const asked = ask(head).pipe(Effect.catchTag("GitUnavailable", askNobody), Effect.timed)
    const [spent] = yield* permits.processes.withPermits(1)(asked)
    return spent
  })

  const settle = Effect.gen(function* () {
    const start = yield* Clock.currentTimeMillis
    for (let again = true; again;) {
      const more = yield* Queue.take(rung).pipe(Effect.timeoutOption(limits.quietMillis))
      again = Option.isSome(more) && (yield* Clock.currentTimeMillis) - start < limits.burstMillis
    }
  })

  const loop = Effect.gen(function* () {
    while (true) {
      const spent = yield* read
      // A process that can't even be killed keeps its repository from getting a second one.
      yield* idle.await
      yield* Effect.sleep(Duration.times(spent, restFactor))
      yield* Queue.take(rung)
      yield* settle
    }
  })
  yield* loop.pipe(Effect.forkScoped)

  return {
    states: SubscriptionRef.changes(state).pipe(
      Stream.filter((known) => known !== null),
      Stream.map((known) => known.git)
    ),
    touch: Effect.asVoid(Queue.offer(rung, undefined))
  }
})
