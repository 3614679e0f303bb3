/** The whole screen as rows: a pure function of the view and the time. */
import type { Model } from "../model.ts"
import { detail } from "./detail.ts"
import { emptyList, noAgents } from "./emptyList.ts"
import { footerRow } from "./footer.ts"
import { gridOf } from "./grid.ts"
import { countsOf, header } from "./header.ts"
import { help } from "./help.ts"
import { quitQuestion } from "./question.ts"
import { regionsOf } from "./regions.ts"
import { blankRow, cutSpans, type Row, type Screen, spansWidth } from "./Row.ts"
import { aboveList, belowList, rule } from "./rule.ts"
import { sessionRows } from "./sessionRows.ts"
import { explained, inSight } from "./viewport.ts"

/** The frame of a view at a moment. Only sessions in sight are laid out. */
export const layout = (model: Model, nowMs: number): Screen => {
  const { height, width } = model.pane
  const regions = regionsOf(height)
  const counts = countsOf(model.shown)
  const grid = gridOf(width, model.shown.length)
  const motion = model.options.spinner ? nowMs : null
  const above = model.shown.slice(0, model.top)
  const below = model.shown.slice(model.top + inSight(model).length)
  const head = [header(model, counts)]
  if (regions.header > 1) head.push(aboveList(model.state?.notices ?? [], above, width, grid.margin))
  const foot = regions.footer > 0 ? [footerRow(model, counts, nowMs)] : []
  const session = explained(model)
  const middle = regions.list + regions.detail
  const body = (): ReadonlyArray<Row> => {
    switch (model.overlay._tag) {
      case "Help":
        return [...filled(help(model, model.overlay.top, middle), middle), rule(width)]
      case "QuitQuestion":
        return [...filled(quitQuestion(width), middle), rule(width)]
      case "None": {
        const list = filled(listRows(), regions.list)
        const line = belowList(below, width, grid.margin)
        if (regions.detail === 0) return [...list, line]
        const moment = { nowMs, motion }
        const lines = regions.detail - 1
        const told = session === undefined ? [] : detail(session, width, lines, model.options.home, moment)
        return [...list, line, ...filled(told, lines), rule(width)]
      }
    }
  }
  const listRows = (): ReadonlyArray<Row> => {
    if (model.shown.length === 0) return emptyList(model)
    const rows = inSight(model).flatMap((shown) => {
      const cursor = shown.id === model.cursor
      const marks = { current: shown.id === model.pane.sessionId, cursor, active: model.pane.active }
      return sessionRows(shown, model.density, grid, marks, motion)
    })
    const teaching = noAgents(model)
    const free = regions.list - rows.length
    return teaching.length > 0 && free > teaching.length ? [...rows, blankRow, ...teaching] : rows
  }
  const rows = [...head, ...body().slice(0, height - head.length - foot.length), ...foot]
  return { width, height, rows: filled(rows, height).map((row) => clipped(row, width)) }
}

/** Exactly so many rows. */
const filled = (rows: ReadonlyArray<Row>, lines: number): ReadonlyArray<Row> =>
  Array.from({ length: Math.max(0, lines) }, (_, index) => rows[index] ?? blankRow)

/** The last defence against a pane that is narrower than anything was made for. */
const clipped = (row: Row, width: number): Row =>
  spansWidth(row.spans) <= width ? row : { ...row, spans: cutSpans(row.spans, width) }
