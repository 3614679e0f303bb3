/** Bounds what is done in one window: two programs that disagree about a layout must not keep tmux busy (S31). */
import type { WindowId } from "@opensessions/protocol/Ids"

export interface Effort {
  readonly steps: number
  /** Milliseconds since the epoch. */
  readonly since: number
}

export type Efforts = ReadonlyMap<WindowId, Effort>

/** A terminal that is resized with the mouse needs some 30 repairs a second; a fight has no limit of its own. */
export const mostSteps = 60

/** After this time a window's effort is forgotten, in milliseconds. */
export const span = 1000

/** The efforts after one more step in each of these windows. */
export const spend = (efforts: Efforts, windows: Iterable<WindowId>, now: number): Efforts => {
  const next = new Map([...efforts].filter(([, effort]) => now - effort.since < span))
  for (const id of windows) {
    const effort = next.get(id)
    next.set(id, { steps: (effort?.steps ?? 0) + 1, since: effort?.since ?? now })
  }
  return next
}

/** The windows in which nothing more is done until the span is over. */
export const resting = (efforts: Efforts, now: number): ReadonlySet<WindowId> =>
  new Set([...efforts].flatMap(([id, { steps, since }]) => (steps >= mostSteps && now - since < span ? [id] : [])))
