/** The list: the sessions in sight, or what to do where there is none. */
import type { Model } from "../model.ts"
import { emptyList, noAgents } from "./emptyList.ts"
import type { Motion } from "./glyph.ts"
import type { Grid } from "./grid.ts"
import { regionsOf } from "./regions.ts"
import { blankRow, type Row } from "./Row.ts"
import { sessionRows } from "./sessionRows.ts"
import { inSight } from "./viewport.ts"

/** The lines of the list from the top; there may be fewer than it has room for. */
export const listRows = (model: Model, grid: Grid, motion: Motion): ReadonlyArray<Row> => {
  if (model.shown.length === 0) return emptyList(model)
  const style = { grid, density: model.density, motion, home: model.options.home }
  const rows = inSight(model).flatMap((session) =>
    sessionRows(
      session,
      {
        current: session.id === model.pane.sessionId,
        cursor: session.id === model.cursor,
        active: model.pane.active
      },
      style
    )
  )
  const { detail, list } = regionsOf(model.pane.height)
  // Where there is a detail, it says so of its session.
  const teaching = detail > 0 ? [] : noAgents(model)
  return teaching.length > 0 && list - rows.length > teaching.length ? [...rows, blankRow, ...teaching] : rows
}
