/** Which sessions are in sight, and the motions that keep the cursor among them. */
import type { Session } from "@opensessions/protocol/State"
import { cursorSession, type Model, positionOf } from "../model.ts"
import { capacityOf } from "./density.ts"
import { regionsOf } from "./regions.ts"

/** Lines of the list. */
export const listLines = (model: Model): number => regionsOf(model.pane.height).list

/** Lines of what lies over list and detail. */
export const bodyLines = (model: Model): number => {
  const { detail, list } = regionsOf(model.pane.height)
  return list + detail
}

/** How many sessions are whole in the list. */
export const capacity = (model: Model): number => capacityOf(model.density, listLines(model))

/** The sessions in sight. */
export const inSight = (model: Model): ReadonlyArray<Session> =>
  model.shown.slice(model.top, model.top + capacity(model))

/** The session that the detail explains, where there is room for one. */
export const explained = (model: Model): Session | undefined =>
  regionsOf(model.pane.height).detail > 0 ? cursorSession(model) : undefined

const clampTop = (model: Model, top: number): number => Math.max(0, Math.min(top, model.shown.length - capacity(model)))

/** Scrolls as little as brings the cursor into sight, with so many sessions of context where there is room. */
export const scrolledToCursor = (model: Model, context = 0): Model => {
  const room = capacity(model)
  const position = positionOf(model, model.cursor)
  const margin = room > 2 * context ? context : 0
  const wanted =
    position < 0
      ? model.top
      : Math.min(Math.max(model.top, position + margin - room + 1), Math.max(0, position - margin))
  const top = clampTop(model, wanted)
  return top === model.top ? model : { ...model, top }
}

/** Scrolls by sessions; the cursor is taken along, for keys act on it and it must be seen. */
export const scrolledBy = (model: Model, by: number): Model => {
  const top = clampTop(model, model.top + by)
  if (top === model.top) return model
  const position = positionOf(model, model.cursor)
  const kept = Math.max(top, Math.min(position, top + capacity(model) - 1))
  return { ...model, top, cursor: model.shown[kept]?.id ?? model.cursor }
}
