/** A session's badges: one glyph a thread. The most urgent stands at the right edge, in the same column in every row. */
import type { Session } from "@opensessions/protocol/State"
import { type Glyph, glyphOf, type Motion } from "./glyph.ts"
import { badgeColumns, type Grid, maxBadges } from "./grid.ts"
import { gap, Hit, type Span } from "./Row.ts"

const unseenGlyph: Glyph = { text: "●", fg: "status.done", bold: false }

/** Spans of exactly `badgeColumns` columns. */
export const badges = (session: Session, grid: Grid, motion: Motion): ReadonlyArray<Span> => {
  const spans: Array<Span> = []
  let used = 0
  let more = 0
  const put = (span: Span, columns: number) => {
    if (used > 0 && grid.badgeGap > 0) spans.unshift(gap(grid.badgeGap))
    used += columns + (used > 0 ? grid.badgeGap : 0)
    spans.unshift(span)
  }
  let shown = 0
  for (const agent of session.agents) {
    const glyph = glyphOf(agent, motion)
    if (glyph === null) continue
    if (shown === maxBadges) {
      more++
      continue
    }
    shown++
    const hit =
      agent.paneId === null
        ? Hit.Session({ sessionId: session.id })
        : Hit.Agent({ sessionId: session.id, paneId: agent.paneId })
    put({ ...glyph, hit }, 1)
  }
  if (shown === 0 && session.unseen) put(unseenGlyph, 1)
  if (more > 0) put({ text: `+${more}`, fg: "overlay0" }, 1 + String(more).length)
  const free = badgeColumns(grid, session.agents.length) - used
  return free > 0 ? [gap(free), ...spans] : spans
}
