/** When a view changes by itself. While nothing does, nothing is to be drawn. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { Model } from "../model.ts"
import { themeOf } from "../themes/themeOf.ts"
import { ageLastsMs, spinnerMs } from "./clockwork.ts"
import { emphasisMs, isNews, spins } from "./glyph.ts"
import { panelSessions } from "./panel.ts"
import { inSight, listLines } from "./viewport.ts"

/** Milliseconds until the next frame differs without a message, or null where it never does. */
export const needsTick = (model: Model, nowMs: number): number | null => {
  let next = Number.POSITIVE_INFINITY
  const within = (ms: number) => {
    next = Math.min(next, Math.max(1, ms))
  }
  if (model.held !== null && model.held.due !== null) within(model.held.due - nowMs)
  if (model.notice !== null) within(model.notice.until - nowMs)
  if (model.overlay._tag === "None") {
    const told = agentsInPanel(model)
    const listed = agentsInList(model)
    for (const agent of told) within(ageLastsMs(agent.since, nowMs))
    for (const agent of listed) if (isNews(agent, nowMs)) within(agent.since + emphasisMs - nowMs)
    const all = model.options.spinner ? [...told, ...listed] : []
    if (all.length > 0) {
      const { icons } = themeOf(model)
      if (all.some((agent) => spins(agent, icons))) within(spinnerMs - (nowMs % spinnerMs))
    }
  }
  return Number.isFinite(next) ? next : null
}

/** More threads than the panel has lines are not told of. */
const agentsInPanel = (model: Model): ReadonlyArray<Agent> =>
  panelSessions(model)
    .flatMap(({ agents }) => agents)
    .slice(0, model.pane.height)

const agentsInList = (model: Model): ReadonlyArray<Agent> =>
  listLines(model) <= 0
    ? []
    : inSight(model).flatMap((entry) => {
        if (entry._tag === "Session") return entry.session.agents
        return entry.folded ? entry.sessions.flatMap(({ agents }) => agents) : []
      })
