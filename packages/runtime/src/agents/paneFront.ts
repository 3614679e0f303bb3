/**
 * When to search a pane for an agent that no title tells of: when something else is in front there, soon after something that
 * may be one came below it, and again and again while nothing changes (a package runner starts its program after a while).
 * Pure.
 */
import type { ProcessInfo } from "../processes/ProcessInfo.ts"

/** What was seen in a pane: the job in front, and the processes below it that may be agents. */
export interface FrontSight {
  readonly key: string
  readonly below: string
}

export interface Front extends FrontSight {
  readonly searchedAt: number
  /** Milliseconds from this search to the next one, should nothing change. */
  readonly wait: number
  /** Milliseconds until a write is asked about. Ten panes with 20 lines a second cost 1 % of a core so. */
  readonly pause: number
}

const firstWait = 250
const longestWait = 60_000
/** A build in JavaScript has other processes below it all the time: they have it searched no more often than this. */
const longestBelowWait = 2_000
const pauses = { changed: 300, same: 700 }

/** The foreground job; of the pane's own process the name, too, because it may become another program. */
export const frontKey = (pane: { readonly pid: number }, own: ProcessInfo | null): string =>
  own === null || own.foregroundGroup === pane.pid ? `${pane.pid} ${own?.name}` : String(own.foregroundGroup)

/** What is known after a write; to be searched where `searchedAt` is now. */
export const nextFront = (before: Front | null, { below, key }: FrontSight, at: number): Front => {
  if (before === null || key !== before.key)
    return { key, below, searchedAt: at, wait: firstWait, pause: pauses.changed }
  const wait = below === before.below ? before.wait : Math.min(before.wait, longestBelowWait)
  if (at < before.searchedAt + wait) return { ...before, pause: pauses.same }
  return { key, below, searchedAt: at, wait: Math.min(before.wait * 2, longestWait), pause: pauses.same }
}
