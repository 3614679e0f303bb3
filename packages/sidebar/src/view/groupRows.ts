/** The head of a group: its repository, and while it is folded what its sessions would show. */
import { type Agent, urgency } from "@opensessions/protocol/Agent"
import type { GroupEntry } from "../list/Entry.ts"
import { badgeColumns } from "./grid.ts"
import { agentBadges } from "./badges.ts"
import { changeSpans, sumOfChanges } from "./facts.ts"
import { plainText } from "./plainText.ts"
import { blankRow, gap, Hit, type Row, type Span, spansWidth, spread } from "./Row.ts"
import { background, barOf, type ListStyle, type Marks } from "./sessionRows.ts"
import { cut } from "./textWidth.ts"

/** A repository's directory as people call it. */
export const groupLabel = (key: string): string =>
  plainText(
    key
      .replace(/\/+$/u, "")
      .split("/")
      .at(-1)!
      .replace(/\.git$/u, "")
  )

/** One line, and in a comfortable list a blank after a folded group. */
export const groupRows = (entry: GroupEntry, marks: Marks, style: ListStyle): ReadonlyArray<Row> => {
  const { density, grid, look } = style
  const agents = entry.sessions.flatMap(({ agents }) => agents).sort(byUrgency)
  const badges = entry.folded ? agentBadges(agents, null, grid, look) : []
  const kept = badgeColumns(grid, entry.folded ? agents.length : 0)
  const columns = grid.width - grid.rail - 1 - grid.margin - 1 - kept
  const waits = entry.folded && agents[0]?.status === "waiting"
  const right = totals(entry, marks.cursor)
  const count: Span = { text: String(entry.sessions.length), fg: "overlay0" }
  const label: Span = {
    text: `${entry.folded ? "▸" : "▾"} ${cut(groupLabel(entry.key), Math.max(4, columns - 6))}`,
    fg: waits ? "status.waiting" : marks.cursor || marks.current ? "text" : "subtext0",
    bold: marks.current || waits
  }
  const withTotals = spansWidth([label]) + spansWidth(right) + 6 <= columns ? [...right, gap(2), count] : [count]
  const mark: Span = !marks.current && marks.cursor ? { text: "›", fg: "lavender", bold: true } : barOf(marks)
  const spans = [
    mark,
    ...spread([label], withTotals, columns + grid.rail),
    gap(1 + kept - spansWidth(badges)),
    ...badges
  ]
  const row: Row = {
    spans,
    hit: Hit.Group({ key: entry.key }),
    ...background(entry.folded ? agents : [], marks, look)
  }
  return density === "comfortable" && entry.folded ? [row, blankRow] : [row]
}

/** What all sessions of the group changed together. */
const totals = ({ sessions }: GroupEntry, lit: boolean): ReadonlyArray<Span> => changeSpans(sumOfChanges(sessions), lit)

const byUrgency = (a: Agent, b: Agent): number => urgency(a) - urgency(b) || a.since - b.since
