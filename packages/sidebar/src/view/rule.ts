/** Thin lines between the parts of the screen, and what they say about sessions out of sight. */
import type { Entry } from "../list/Entry.ts"
import type { Model } from "../model.ts"
import { plainText } from "./plainText.ts"
import { gap, Hit, type Row, type Span, spansWidth, spread } from "./Row.ts"
import { capacity, detailLines } from "./viewport.ts"

/** A line over the whole width. */
export const rule = (width: number): Row => ({ spans: [{ text: "─".repeat(width), fg: "surface1" }] })

/** `↓ 12 ◉1`: how many sessions are out of sight in a direction, and how many of them wait. */
const beyond = (arrow: string, entries: ReadonlyArray<Entry>): ReadonlyArray<Span> => {
  const sessions = entries.flatMap((entry) =>
    entry._tag === "Session" ? [entry.session] : entry.folded ? entry.sessions : []
  )
  const waiting = sessions.filter((session) => session.attention === "waiting").length
  const count: Span = { text: `${arrow} ${sessions.length}`, fg: "overlay1" }
  return waiting === 0 ? [count] : [count, gap(1), { text: `◉${waiting}`, fg: "status.waiting", bold: true }]
}

/** The blank above the list: what a person should mend, and the sessions above. */
export const aboveList = (model: Model, margin: number): Row => {
  const hidden = model.entries.slice(0, model.top)
  const words = hidden.length === 0 ? [] : beyond("↑", hidden)
  const first = model.state?.notices[0]
  const notice: ReadonlyArray<Span> =
    first === undefined ? [] : [{ text: ` ⚠ ${plainText(first)}`, fg: "peach", hit: Hit.Act({ action: "help" }) }]
  return { spans: spread(notice, words, model.pane.width - margin) }
}

/** The rule below the list, with the sessions below it. Where the detail begins it can be dragged. */
export const belowList = (model: Model, margin: number): Row => ({
  ...ruleBelow(model, margin),
  ...(detailLines(model) > 0 ? { hit: Hit.Separator() } : {})
})

const ruleBelow = (model: Model, margin: number): Row => {
  const { width } = model.pane
  const hidden = model.entries.slice(model.top + capacity(model))
  if (hidden.length === 0) return rule(width)
  const words = beyond("↓", hidden)
  const free = width - spansWidth(words) - margin - 2
  if (free < 0) return rule(width)
  const line: Span = { text: "─".repeat(free), fg: "surface1" }
  const rest: Span = { text: "─".repeat(margin), fg: "surface1" }
  return { spans: [line, gap(1), ...words, gap(1), rest] }
}
