/**
 * How often a hot directory is told of: a few times at once, and in the long run no more often than once in a pause. So
 * what a person does and what an agent answers are each read at once, and an agent that writes without end costs the same
 * whatever it writes. Directories that are told of without rest are told of together: what fifty agents write is then read
 * a few at a time, and not each in a round of the event loop of its own.
 */

/** So many batches may be told without a pause between them, after a rest. */
export const batchesAtOnce = 3

/** Moments within a pause, common to all directories of this pause. Of fifty, eight readings (1 ms) come together. */
export const momentsInPause = 6

/**
 * Milliseconds until the next batch may be told: a common moment, so a little early rather than late. `due`: when it would
 * come if all came steadily; before any, zero.
 */
export const waitBefore = (due: number, pause: number, now: number): number => {
  if (pause === 0) return 0
  const apart = pause / momentsInPause
  const moment = Math.floor((due - (batchesAtOnce - 1) * pause) / apart) * apart
  return Math.max(0, moment - now)
}

/** The next `due` when a batch is told now. */
export const dueAfter = (due: number, pause: number, now: number): number => Math.max(due, now) + pause
