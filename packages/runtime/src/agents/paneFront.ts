/**
 * When to search a pane for an agent that sets no title: when something else is in front there, and again and again while
 * that stays (a package runner starts its program after a while). Pure.
 */
import type { ProcessInfo } from "../processes/ProcessTable.ts"

export interface Front {
  readonly key: string
  readonly searchedAt: number
  /** Milliseconds from this search to the next one, should nothing change. */
  readonly wait: number
  /** Milliseconds until a write is asked about. Ten panes with 20 lines a second cost 1 % of a core so. */
  readonly pause: number
}

const firstWait = 250
const longestWait = 60_000
const pauses = { changed: 300, same: 700 }

export const nothingInFront: Front = { key: "", searchedAt: 0, wait: firstWait, pause: pauses.changed }

/** The foreground job; of the pane's own process the name, too, because it may become another program. */
export const frontKey = (pane: { readonly pid: number }, own: ProcessInfo | null): string =>
  own === null || own.foregroundGroup === pane.pid ? `${pane.pid} ${own?.name}` : String(own.foregroundGroup)

/** What is known after a write; to be searched where `searchedAt` is now. */
export const nextFront = (before: Front, key: string, at: number): Front => {
  if (key !== before.key) return { key, searchedAt: at, wait: firstWait, pause: pauses.changed }
  if (at < before.searchedAt + before.wait) return { ...before, pause: pauses.same }
  return { key, searchedAt: at, wait: Math.min(before.wait * 2, longestWait), pause: pauses.same }
}
