/** A watcher's work, one thing after the other, so that nothing happens at the same time; and what it waits for beside. */
import { Effect, FiberMap, Queue } from "effect"

export interface WorkQueue {
  /** Does something in the watcher's turn. */
  soon(job: Effect.Effect<void>): Effect.Effect<void>
  /** The same after a wait; not again under this key before it has begun. */
  after(key: string, wait: Effect.Effect<unknown>, job: Effect.Effect<void>): Effect.Effect<void>
  /** Runs something beside until its key is given to something else or let go. */
  beside(key: string, work: Effect.Effect<void>): Effect.Effect<void>
  letGo(key: string): Effect.Effect<void>
  /** Works for ever. */
  readonly run: Effect.Effect<never>
}

/** All that waits ends with the scope. */
export const makeWorkQueue = Effect.gen(function* () {
  const jobs = yield* Queue.unbounded<Effect.Effect<void>>()
  const fibers = yield* FiberMap.make<string>()
  const pending = new Set<string>()
  const soon = (job: Effect.Effect<void>) => Effect.asVoid(Queue.offer(jobs, job))
  const beside = (key: string, work: Effect.Effect<void>) => Effect.asVoid(FiberMap.run(fibers, key, work))
  const queue: WorkQueue = {
    soon,
    beside,
    after: (key, wait, job) =>
      Effect.suspend(() => {
        if (pending.has(key)) return Effect.void
        pending.add(key)
        const begun = Effect.suspend(() => {
          pending.delete(key)
          return job
        })
        return beside(key, Effect.andThen(wait, soon(begun)))
      }),
    letGo: (key) =>
      Effect.suspend(() => {
        pending.delete(key)
        return FiberMap.remove(fibers, key)
      }),
    run: Queue.take(jobs).pipe(Effect.flatten, Effect.forever)
  }
  return queue
})
