/** How many lines a session takes, chosen for the whole list at once. */
import { Schema } from "effect"

/** Two lines and a blank, two lines, or one line a session. */
export const Density = Schema.Literals(["comfortable", "normal", "compact"])
export type Density = typeof Density.Type

/** Lines from one session's first to the next one's. The last comfortable one needs no blank after it. */
export const linesOf: Readonly<Record<Density, number>> = { comfortable: 3, normal: 2, compact: 1 }

/** The lines that so many sessions take. */
export const linesFor = (density: Density, sessions: number): number =>
  density === "comfortable" ? Math.max(0, sessions * 3 - 1) : sessions * linesOf[density]

/** The sessions that are whole in so many lines; at least one. */
export const capacityOf = (density: Density, lines: number): number =>
  Math.max(1, Math.floor((lines + (density === "comfortable" ? 1 : 0)) / linesOf[density]))

/** The sparsest density in which all sessions fit. */
export const densityFor = (sessions: number, lines: number): Density =>
  linesFor("comfortable", sessions) <= lines
    ? "comfortable"
    : linesFor("normal", sessions) <= lines
      ? "normal"
      : "compact"

const order: ReadonlyArray<Density> = ["compact", "normal", "comfortable"]

/**
 * The density after the number of sessions changed. It gets sparser only where one session more would fit too, so that
 * one session that comes and goes does not change every row twice.
 */
export const nextDensity = (current: Density, sessions: number, lines: number): Density => {
  const fitting = densityFor(sessions, lines)
  if (order.indexOf(fitting) <= order.indexOf(current)) return fitting
  const roomy = densityFor(sessions + 1, lines)
  return order.indexOf(roomy) > order.indexOf(current) ? roomy : current
}
