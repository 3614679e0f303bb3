/** The columns that every session row shares, whatever its state. */
import type { Entry } from "../list/Entry.ts"
import type { Density } from "./density.ts"

/** From this width on, one-line rows have a column for the branch. */
export const placeFrom = 34

/** Columns, counted from the left edge. */
export interface Grid {
  readonly width: number
  /** Columns of the line that holds a group together: one where there is a group. */
  readonly rail: number
  /** Columns of the index, right aligned. */
  readonly index: number
  /** Where names, branches and everything below them start. */
  readonly name: number
  /** Blank columns at the right edge. */
  readonly margin: number
  /** Blank columns between two badges. */
  readonly badgeGap: number
  /** Threads of the session that has most of them. */
  readonly mostThreads: number
}

/** Badges of one session; more are counted. */
export const maxBadges = 3

/** From this width on, rows breathe. */
const roomy = 26

/** Up to this width, a list of one line a session sets its badges close together: the branch beside them needs the room. */
const closeUpTo = 48

/** The grid of a list. */
export const gridOf = (width: number, entries: ReadonlyArray<Entry>, density: Density): Grid => {
  let sessions = 0
  let mostThreads = 0
  let rail = 0
  for (const entry of entries) {
    if (entry._tag === "Group") {
      rail = 1
      continue
    }
    sessions++
    mostThreads = Math.max(mostThreads, entry.session.agents.length)
  }
  const index = Math.max(2, String(sessions).length)
  return {
    mostThreads,
    width,
    rail,
    index,
    name: rail + index + 2,
    margin: width >= roomy ? 1 : 0,
    badgeGap: width < roomy || (density === "compact" && width >= placeFrom && width < closeUpTo) ? 0 : 1
  }
}

/**
 * Columns kept for a session's badges. It depends on how many threads there are, not on their states, so that a name is
 * never cut anew because a thread began to wait. There is room for one even without threads: a session may be unseen.
 */
export const badgeColumns = (grid: Grid, threads: number): number => {
  const shown = Math.min(Math.max(1, threads), maxBadges)
  const more = threads > maxBadges ? grid.badgeGap + 1 + String(threads - maxBadges).length : 0
  return shown + (shown - 1) * grid.badgeGap + more
}
