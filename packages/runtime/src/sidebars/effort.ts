/** Bounds what is done in one window: two programs that disagree about a layout must not keep tmux busy (S31). */
import type { WindowId } from "@opensessions/protocol/Ids"

/** What may still be done in a window, as of a time in milliseconds since the epoch. */
export interface Effort {
  readonly left: number
  readonly at: number
}

export type Efforts = ReadonlyMap<WindowId, Effort>

/** A terminal that is resized with the mouse needs some 30 repairs a second for a few seconds; a fight never ends. */
export const mostSteps = 100

/** So many milliseconds give back one step. */
export const recovery = 200

const leftAt = ({ left, at }: Effort, now: number): number => Math.min(mostSteps, left + (now - at) / recovery)

/** The efforts after one more step in each of these windows. */
export const spend = (efforts: Efforts, windows: Iterable<WindowId>, now: number): Efforts => {
  const next = new Map([...efforts].filter(([, effort]) => leftAt(effort, now) < mostSteps))
  for (const id of windows) {
    const effort = next.get(id)
    next.set(id, { left: (effort === undefined ? mostSteps : leftAt(effort, now)) - 1, at: now })
  }
  return next
}

/** The windows in which nothing is done now. */
export const resting = (efforts: Efforts, now: number): ReadonlySet<WindowId> =>
  new Set([...efforts].flatMap(([id, effort]) => (leftAt(effort, now) < 1 ? [id] : [])))
