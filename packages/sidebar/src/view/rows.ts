/** The whole screen as rows: a pure function of the view and the time. */
import { modalRows } from "../modals/modals.ts"
import type { Model } from "../model.ts"
import { themeOf } from "../themes/themeOf.ts"
import { footerRow } from "./footer.ts"
import type { Look } from "./glyph.ts"
import { type Grid, gridOf } from "./grid.ts"
import { countsOf, header } from "./header.ts"
import { listRows } from "./list.ts"
import { panelRows } from "./panel.ts"
import { regionsOf } from "./regions.ts"
import { blankRow, cutSpans, type Row, type Screen, spansWidth } from "./Row.ts"
import { aboveList, belowList, rule } from "./rule.ts"
import { bodyLines } from "./viewport.ts"

/** The frame of a view at a moment. Only sessions in sight are laid out. */
export const layout = (model: Model, nowMs: number): Screen => {
  const { height, width } = model.pane
  const regions = regionsOf(height, model.options.detailLines)
  const counts = countsOf(model.shown)
  const grid = gridOf(width, model.entries, model.density)
  const look = { nowMs, spins: model.options.spinner, icons: themeOf(model).icons }
  const covered = model.overlay._tag !== "None"
  const above = covered ? blankRow : aboveList(model, grid.margin)
  const head = [header(model, counts), above].slice(0, regions.header)
  const body = covered
    ? filled(modalRows(model, bodyLines(model), nowMs), bodyLines(model))
    : listAndDetail(model, grid, look)
  // A modal names its keys itself.
  const foot = covered && model.overlay._tag !== "Help" ? blankRow : rule(width)
  const middle = [...body, foot].slice(0, height - regions.header - Math.min(1, regions.footer))
  const last = regions.footer > 0 ? [footerRow(model, counts, nowMs)] : []
  const rows = [...head, ...middle, ...last].map((row) => clipped(row, width))
  return { width, height, rows: filled(rows, height) }
}

/** The list, and below a rule what is known of the cursor's session. */
const listAndDetail = (model: Model, grid: Grid, look: Look): ReadonlyArray<Row> => {
  const regions = regionsOf(model.pane.height, model.options.detailLines)
  const list = filled(listRows(model, grid, look), regions.list)
  const below = belowList(model, grid.margin)
  if (regions.detail === 0) return [...list, below]
  const lines = regions.detail - 1
  const told = panelRows(model, lines, look)
  return [...list, below, ...filled(told, lines)]
}

/** Exactly so many rows. */
const filled = (rows: ReadonlyArray<Row>, lines: number): ReadonlyArray<Row> =>
  Array.from({ length: Math.max(0, lines) }, (_, index) => rows[index] ?? blankRow)

/** The last defence against a pane that is narrower than anything was made for. */
const clipped = (row: Row, width: number): Row =>
  spansWidth(row.spans) <= width ? row : { ...row, spans: cutSpans(row.spans, width) }
