/** A session's badges: one glyph a thread. The most urgent stands at the right edge, in the same column in every row. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { SessionId } from "@opensessions/protocol/Ids"
import type { Session } from "@opensessions/protocol/State"
import { type Glyph, glyphOf, type Look } from "./glyph.ts"
import { badgeColumns, type Grid, maxBadges } from "./grid.ts"
import { gap, Hit, type Span, spansWidth } from "./Row.ts"

const unseenGlyph: Glyph = { text: "●", fg: "status.done", bold: false }

/** Spans of exactly `badgeColumns` columns. */
export const badges = (session: Session, grid: Grid, look: Look): ReadonlyArray<Span> => {
  const spans = agentBadges(session.agents, session.id, grid, look)
  const all = spans.length === 0 && session.unseen ? [unseenGlyph] : spans
  const free = badgeColumns(grid, session.agents.length) - spansWidth(all)
  return free > 0 ? [gap(free), ...all] : all
}

/** The badges of threads, most urgent at the right. A click on one goes to its pane, or else to the session. */
export const agentBadges = (
  agents: ReadonlyArray<Agent>,
  sessionId: SessionId | null,
  grid: Grid,
  look: Look
): ReadonlyArray<Span> => {
  const glyphs = agents.flatMap((agent) => {
    const glyph = glyphOf(agent, look)
    return glyph === null ? [] : [{ ...glyph, ...hitOf(agent, sessionId) }]
  })
  const more = glyphs.length - maxBadges
  const count: ReadonlyArray<Span> = more > 0 ? [{ text: `+${more}`, fg: "overlay0" }] : []
  return [...count, ...glyphs.slice(0, maxBadges).toReversed()].flatMap((span, at) =>
    at > 0 && grid.badgeGap > 0 ? [gap(grid.badgeGap), span] : [span]
  )
}

const hitOf = (agent: Agent, sessionId: SessionId | null): { readonly hit?: Hit } => {
  if (sessionId === null) return {}
  return {
    hit: agent.paneId === null ? Hit.Session({ sessionId }) : Hit.Agent({ sessionId, paneId: agent.paneId })
  }
}
