/**
 * How often a hot directory is told of: a few times at once, and in the long run no more often than once in a pause. So
 * what a person does and what an agent answers are each read at once, and an agent that writes without end costs the same
 * whatever it writes.
 */

/** So many batches may be told without a pause between them, after a rest. */
export const batchesAtOnce = 3

/** Milliseconds until the next batch may be told. `due`: when it would come if all came steadily; before any, zero. */
export const waitBefore = (due: number, pause: number, now: number): number =>
  Math.max(0, due - (batchesAtOnce - 1) * pause - now)

/** The next `due` when a batch is told now. */
export const dueAfter = (due: number, pause: number, now: number): number => Math.max(due, now) + pause
