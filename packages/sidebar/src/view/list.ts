/** The list: the entries in sight, or what to do where there is none. */
import type { Entry } from "../list/Entry.ts"
import { isUnderCursor } from "../list/listCursor.ts"
import type { Model } from "../model.ts"
import { emptyList, noAgents } from "./emptyList.ts"
import type { Look } from "./glyph.ts"
import type { Grid } from "./grid.ts"
import { groupRows } from "./groupRows.ts"
import { blankRow, type Row } from "./Row.ts"
import { type ListStyle, type Marks, sessionRows } from "./sessionRows.ts"
import { detailLines, inSight, listLines } from "./viewport.ts"

/** The lines of the list from the top; there may be fewer than it has room for. */
export const listRows = (model: Model, grid: Grid, look: Look): ReadonlyArray<Row> => {
  if (model.entries.length === 0) return emptyList(model)
  const style = { grid, density: model.density, look, home: model.options.home }
  const rows = inSight(model).flatMap((entry) => entryRows(entry, model, style))
  // Where there is a detail, it says so of its session.
  const teaching = detailLines(model) > 0 ? [] : noAgents(model)
  return teaching.length > 0 && listLines(model) - rows.length > teaching.length
    ? [...rows, blankRow, ...teaching]
    : rows
}

const entryRows = (entry: Entry, model: Model, style: ListStyle): ReadonlyArray<Row> => {
  const marks: Marks = {
    current: isCurrent(entry, model),
    cursor: isUnderCursor(model, entry),
    active: model.pane.active
  }
  return entry._tag === "Group" ? groupRows(entry, marks, style) : sessionRows(entry, marks, style)
}

/** A folded group stands for the sessions in it. */
const isCurrent = (entry: Entry, { pane }: Model): boolean =>
  entry._tag === "Session"
    ? entry.session.id === pane.sessionId
    : entry.folded && entry.sessions.some(({ id }) => id === pane.sessionId)
