/** How long to wait before reading again: not at all after quiet, longer and longer while changes keep coming. Pure of time. */

const firstGapMillis = 2
const longestGapMillis = 40
const quietMillis = 100

/** A new pace. `before` gives the milliseconds to wait from `now`; `after` is told when a reading was done. */
export const readingGap = () => {
  let last = Number.NEGATIVE_INFINITY
  let gap = 0
  return {
    before(now: number): number {
      gap = now - last > quietMillis ? 0 : Math.min(Math.max(gap * 2, firstGapMillis), longestGapMillis)
      return Math.max(0, last + gap - now)
    },
    after(now: number): void {
      last = now
    }
  }
}
