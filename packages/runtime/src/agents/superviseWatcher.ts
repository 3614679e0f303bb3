/** Runs one watcher for ever: whatever ends it, defects included, is logged, shown, and followed by another start. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Cause, Clock, Effect, Exit, Stream } from "effect"
import type { Watcher } from "./Watcher.ts"
import type { WatcherRecord } from "./WatcherRecord.ts"

/** Delays between starts: doubled after each failure, from the first again after a minute without one. */
export const firstDelayMillis = 100
export const maxDelayMillis = 30_000
export const calmMillis = 60_000
/** How long a watcher that was started again has to report its threads once more. */
export const graceMillis = 10_000

/** The first line of what a person can use of a failure. */
const reasonOf = (cause: Cause.Cause<unknown>): string => {
  const error = Cause.squash(cause)
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? ""
}

export const superviseWatcher = Effect.fnUntraced(function* (
  watcher: Watcher,
  record: WatcherRecord,
  say: (events: ReadonlyArray<AgentEvent>) => Effect.Effect<unknown>,
  publish: Effect.Effect<void>
) {
  const run = watcher.events.pipe(
    Stream.runForEachArray((events) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        record.noteEvents(events, now)
        return say(events)
      })
    )
  )
  const forgetDoubtful = Effect.suspend(() => say(record.forgetDoubtful())).pipe(Effect.delay(graceMillis))

  for (let delay = firstDelayMillis; ;) {
    record.state = "running"
    yield* publish
    const startedAt = yield* Clock.currentTimeMillis
    const exit = yield* Effect.exit(run)
    if (Exit.isSuccess(exit)) {
      record.state = "ended"
      yield* say(record.forgetAll())
      yield* publish
      return
    }
    record.state = "retrying"
    record.failures++
    record.lastFailure = reasonOf(exit.cause)
    yield* publish
    yield* Effect.logWarning(`watcher ${watcher.name} failed, again in ${delay} ms: ${record.lastFailure}`)
    if ((yield* Clock.currentTimeMillis) - startedAt >= calmMillis) delay = firstDelayMillis
    yield* Effect.sleep(delay)
    delay = Math.min(delay * 2, maxDelayMillis)
    record.doubtAll()
    yield* Effect.forkChild(forgetDoubtful)
  }
})
