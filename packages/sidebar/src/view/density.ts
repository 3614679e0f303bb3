/** How many lines a session takes, chosen for the whole list at once. */
import { Schema } from "effect"
import type { Entry } from "../list/Entry.ts"

/** Two lines and a blank, two lines, or one line a session. */
export const Density = Schema.Literals(["comfortable", "normal", "compact"])
export type Density = typeof Density.Type

/** The lines that a session's own rows take, without a blank after them. */
export const ownLines: Readonly<Record<Density, number>> = { comfortable: 2, normal: 2, compact: 1 }

/** Whether a blank follows an entry: what belongs together stands together. */
const isSpaced = (entry: Entry): boolean => (entry._tag === "Group" ? entry.folded : entry.rail !== "middle")

/** Lines from the first of an entry to the first of the next one. */
export const heightOf = (density: Density, entry: Entry): number =>
  (entry._tag === "Group" ? 1 : ownLines[density]) + (density === "comfortable" && isSpaced(entry) ? 1 : 0)

/** The lines of entries. The last comfortable one needs no blank after it. */
export const linesFor = (density: Density, entries: ReadonlyArray<Entry>): number => {
  const last = entries.at(-1)
  if (last === undefined) return 0
  const lines = entries.reduce((sum, entry) => sum + heightOf(density, entry), 0)
  return density === "comfortable" && isSpaced(last) ? lines - 1 : lines
}

/** The sparsest density in which all entries fit, and so many sessions more. */
export const densityFor = (entries: ReadonlyArray<Entry>, lines: number, more = 0): Density => {
  const fits = (density: Density): boolean => {
    const further = ownLines[density] + (density === "comfortable" ? 1 : 0)
    return linesFor(density, entries) + more * further <= lines
  }
  return fits("comfortable") ? "comfortable" : fits("normal") ? "normal" : "compact"
}

const order: ReadonlyArray<Density> = ["compact", "normal", "comfortable"]

/**
 * The density after the number of sessions changed. It gets sparser only where one session more would fit too, so that
 * one session that comes and goes does not change every row twice.
 */
export const nextDensity = (current: Density, entries: ReadonlyArray<Entry>, lines: number): Density => {
  const fitting = densityFor(entries, lines)
  if (order.indexOf(fitting) <= order.indexOf(current)) return fitting
  const roomy = densityFor(entries, lines, 1)
  return order.indexOf(roomy) > order.indexOf(current) ? roomy : current
}
