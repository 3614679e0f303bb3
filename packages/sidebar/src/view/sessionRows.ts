/** The lines of one session in the list. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { Session } from "@opensessions/protocol/State"
import type { SessionEntry } from "../list/Entry.ts"
import type { Token } from "../themes/Theme.ts"
import { badges } from "./badges.ts"
import type { Density } from "./density.ts"
import { facts } from "./facts.ts"
import { isLoud, isNews, type Look } from "./glyph.ts"
import { badgeColumns, type Grid, placeFrom } from "./grid.ts"
import { metadataSpans } from "./metadataSpans.ts"
import { placeLabel } from "./place.ts"
import { plainText } from "./plainText.ts"
import { blankRow, cutSpans, gap, Hit, type Row, type Span, spansWidth } from "./Row.ts"
import { cut, fit, textWidth } from "./textWidth.ts"

/** How a session stands out. */
export interface Marks {
  /** The client is in it. */
  readonly current: boolean
  readonly cursor: boolean
  /** Keys arrive in this pane: its cursor is more than a memory. */
  readonly active: boolean
}

/** What the rows of a list have in common. */
export interface ListStyle {
  readonly grid: Grid
  readonly density: Density
  readonly look: Look
  readonly home: string
}

/** From this width on, a session of two lines says what its most urgent thread is about. */
const aboutFrom = 44

/** Less of a title says nothing. */
const aboutAtLeast = 8

/** A branch keeps at least this many columns beside ports and changes. */
const placeAtLeast = 8

/** The lines of a session, `linesOf[density]` of them. */
export const sessionRows = (entry: SessionEntry, marks: Marks, style: ListStyle): ReadonlyArray<Row> => {
  const { rail, session } = entry
  const { density, grid } = style
  const row = (spans: ReadonlyArray<Span>): Row => ({
    spans,
    hit: Hit.Session({ sessionId: session.id }),
    ...background(session.agents, marks, style.look)
  })
  const head = [...margin(entry, style, marks), ...nameLine(session, marks, style)]
  if (density === "compact") return [row(head)]
  const below = placeLine(session, grid.width - grid.name - grid.margin, marks, style.home)
  const foot = [
    barOf(marks),
    ...railSpans(grid, rail === "middle" ? "│" : " "),
    gap(grid.name - grid.rail - 1),
    ...below
  ]
  return density === "comfortable" && rail !== "middle" ? [row(head), row(foot), blankRow] : [row(head), row(foot)]
}

/** The cursor's row has a background, and for a moment what just came to need a person. */
export const background = (agents: ReadonlyArray<Agent>, marks: Marks, look: Look): Pick<Row, "bg"> => {
  if (agents.some((agent) => isNews(agent, look.nowMs))) return { bg: "surface1" }
  return marks.cursor && marks.active ? { bg: "surface0" } : {}
}

/** The current session has a bar over its whole height. */
export const barOf = (marks: Marks): Span => (marks.current ? { text: "▌", fg: "lavender" } : gap(1))

const railGlyph = { none: " ", middle: "│", last: "╰" } as const

/** The column of the line that holds a group together, where the list has one. */
const railSpans = (grid: Grid, glyph: string): ReadonlyArray<Span> =>
  grid.rail === 0 ? [] : [{ text: glyph, fg: "surface2" }]

const margin = ({ rail, session }: SessionEntry, { grid }: ListStyle, marks: Marks): ReadonlyArray<Span> => {
  const mark: Span = !marks.current && marks.cursor ? { text: "›", fg: "lavender", bold: true } : barOf(marks)
  const index = session.index === null ? "" : String(session.index)
  const number: Span = { text: `${index.padStart(grid.index)} `, fg: marks.cursor ? "subtext0" : "overlay0" }
  return [mark, ...railSpans(grid, railGlyph[rail]), number]
}

const nameToken = (session: Session, marks: Marks): Token => {
  if (session.attention === "waiting") return "status.waiting"
  return marks.current || marks.cursor || session.unseen ? "text" : "subtext0"
}

const nameLine = (session: Session, marks: Marks, style: ListStyle): ReadonlyArray<Span> => {
  const { density, grid, home, look } = style
  const right = badges(session, grid, look)
  const withPlace = density === "compact" && grid.width >= placeFrom
  const kept = badgeColumns(grid, withPlace ? grid.mostThreads : session.agents.length)
  const columns = grid.width - grid.name - grid.margin - kept - 1
  // Half of the row, whatever the number of badges, so that the branches stand below each other.
  const nameColumns = withPlace ? Math.floor((grid.width - grid.name) * 0.45) : columns
  const called = plainText(session.name)
  const about = withPlace || density === "compact" ? [] : aboutSpans(session, columns - textWidth(called), grid)
  const name: Span = {
    text: fit(called, nameColumns - spansWidth(about)),
    fg: nameToken(session, marks),
    bold: marks.current || session.attention === "waiting"
  }
  if (!withPlace) return [name, ...about, gap(1), ...right]
  const placeColumns = columns - nameColumns - 1
  const free = kept - spansWidth(right)
  return [name, gap(1), ...placeLine(session, placeColumns, marks, home), gap(1 + free), ...right]
}

/** What the session's most urgent thread is about, behind its name where so many columns are free. */
const aboutSpans = ({ agents: [agent] }: Session, free: number, { width }: Grid): ReadonlyArray<Span> => {
  const title = plainText(agent?.threadName ?? "")
  const columns = free - 3
  if (agent === undefined || title === "" || width < aboutFrom || columns < aboutAtLeast) return []
  return [{ text: cut(title, columns), fg: isLoud(agent) ? "subtext0" : "overlay0" }]
}

/** Exactly so many columns: what the session says of itself or where it is, and at the right its ports and changes. */
const placeLine = (session: Session, columns: number, marks: Marks, home: string): ReadonlyArray<Span> => {
  const said = metadataSpans(session.metadata, columns, marks.cursor)
  const place: Span = { text: placeLabel(session, home), fg: marks.cursor ? "subtext0" : "overlay1" }
  const left = said ?? [place]
  const wanted = said === null ? Math.min(placeAtLeast, textWidth(place.text)) : spansWidth(said)
  const right = facts(session, columns - wanted - 1, marks.cursor)
  const rightColumns = spansWidth(right)
  const kept = cutSpans(left, rightColumns === 0 ? columns : columns - rightColumns - 1)
  return [...kept, gap(columns - rightColumns - spansWidth(kept)), ...right]
}
