/**
 * Gives memory back after a time of work: V8 collects all garbage only when its heap has grown by half, and a daemon that
 * has come to rest never gets there. With 27 windows that were all looked at once that is 10 to 15 of 78 MB.
 */
import { Effect, Stream } from "effect"
import { getHeapStatistics } from "node:v8"

/** Long enough that nobody is likely to press a key meanwhile: a collection took 70 to 130 ms on a busy machine. */
const quiet = "10 seconds"
const worthwhile = 8 * 1024 * 1024

/** The heap as it is, and what collects its garbage: `gc` is there where Node was started with `--expose-gc`. */
export interface Heap {
  used(): number
  readonly collect: (() => void) | undefined
}

const { gc } = globalThis
const heapOfNode: Heap = {
  used: () => getHeapStatistics().used_heap_size,
  // Any other flavor keeps the pages that became free in a pool, 15 MB of them.
  collect: gc === undefined ? undefined : () => gc({ type: "major", execution: "sync", flavor: "last-resort" })
}

/** Collects when `activity` has paused and the heap has grown since the last time; for ever. */
export const collectWhenQuiet = <E, R>(
  activity: Stream.Stream<unknown, E, R>,
  { collect, used }: Heap = heapOfNode
): Effect.Effect<void, E, R> => {
  if (collect === undefined) return Effect.void
  let left = 0
  const collectGrown = Effect.sync(() => {
    if (used() - left < worthwhile) return
    collect()
    left = used()
  })
  return activity.pipe(
    Stream.debounce(quiet),
    Stream.runForEach(() => collectGrown)
  )
}
