/** Which entries are in sight, and the motions that keep the cursor among them. */
import type { Session } from "@opensessions/protocol/State"
import type { Entry } from "../list/Entry.ts"
import { cursorPosition, withCursorAt } from "../list/listCursor.ts"
import { cursorSession, type Model } from "../model.ts"
import { heightOf, linesFor } from "./density.ts"
import { regionsOf } from "./regions.ts"

/** Lines of the list. */
export const listLines = (model: Model): number => regionsOf(model.pane.height, model.options.detailLines).list

/** Lines of the detail with its rule; 0 where there is none. */
export const detailLines = (model: Model): number => regionsOf(model.pane.height, model.options.detailLines).detail

/** Lines of what lies over list and detail. */
export const bodyLines = (model: Model): number => listLines(model) + detailLines(model)

/** How many entries from a position on are whole in the list; at least one. */
const capacityFrom = (model: Model, top: number): number => {
  const { density, entries } = model
  const lines = listLines(model)
  let used = 0
  let count = 0
  for (let at = top; at < entries.length; at++) {
    const entry = entries[at]!
    if (used + linesFor(density, [entry]) > lines) break
    used += heightOf(density, entry)
    count++
  }
  return Math.max(1, count)
}

/** How many entries up to a position, it included, fit into the list; at least one. */
const capacityUpTo = (model: Model, last: number): number => {
  const { density, entries } = model
  const lines = listLines(model)
  let used = last < 0 ? 0 : linesFor(density, entries.slice(last, last + 1))
  let count = 1
  for (let at = last - 1; at >= 0; at--) {
    used += heightOf(density, entries[at]!)
    if (used > lines) break
    count++
  }
  return count
}

/** How many entries are in sight. */
export const capacity = (model: Model): number => capacityFrom(model, model.top)

/** The entries in sight. */
export const inSight = (model: Model): ReadonlyArray<Entry> =>
  model.entries.slice(model.top, model.top + capacity(model))

/** The session that the detail explains, where there is room for one. */
export const explained = (model: Model): Session | undefined =>
  detailLines(model) > 0 ? cursorSession(model) : undefined

const clampTop = (model: Model, top: number): number => {
  const last = model.entries.length - 1
  return Math.max(0, Math.min(top, last + 1 - capacityUpTo(model, last)))
}

/** Scrolls as little as brings the cursor into sight, with so many entries of context where there is room. */
export const scrolledToCursor = (model: Model, context = 0): Model => {
  const position = cursorPosition(model)
  const margin = capacity(model) > 2 * context ? context : 0
  const last = Math.min(position + margin, model.entries.length - 1)
  const wanted =
    position < 0
      ? model.top
      : Math.min(Math.max(model.top, last + 1 - capacityUpTo(model, last)), Math.max(0, position - margin))
  const top = clampTop(model, wanted)
  return top === model.top ? model : { ...model, top }
}

/** Scrolls by entries; the cursor is taken along, for keys act on it and it must be seen. */
export const scrolledBy = (model: Model, by: number): Model => {
  const top = clampTop(model, model.top + by)
  if (top === model.top) return model
  const scrolled = { ...model, top }
  const position = cursorPosition(model)
  const kept = Math.max(top, Math.min(position, top + capacity(scrolled) - 1))
  return kept === position ? scrolled : withCursorAt(scrolled, kept)
}
