/** When a view changes by itself. While nothing does, nothing is to be drawn. */
import type { Entry } from "../list/Entry.ts"
import type { Model } from "../model.ts"
import { ageLastsMs, spinnerMs } from "./clockwork.ts"
import { spins } from "./glyph.ts"
import { explained, inSight } from "./viewport.ts"

const moves = (entry: Entry): boolean => {
  const sessions = entry._tag === "Session" ? [entry.session] : entry.sessions
  return sessions.some((session) => session.agents.some(spins))
}

/** Milliseconds until the next frame differs without a message, or null where it never does. */
export const needsTick = (model: Model, nowMs: number): number | null => {
  let next = Number.POSITIVE_INFINITY
  const within = (ms: number) => {
    next = Math.min(next, Math.max(1, ms))
  }
  if (model.held !== null && model.held.due !== null) within(model.held.due - nowMs)
  if (model.notice !== null) within(model.notice.until - nowMs)
  if (model.overlay._tag === "None") {
    const told = explained(model)
    for (const agent of told?.agents ?? []) within(ageLastsMs(agent.since, nowMs))
    if (model.options.spinner) {
      const moving = told?.agents.some(spins) === true || inSight(model).some(moves)
      if (moving) within(spinnerMs - (nowMs % spinnerMs))
    }
  }
  return Number.isFinite(next) ? next : null
}
