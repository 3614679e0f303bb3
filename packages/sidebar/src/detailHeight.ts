/** How many lines the detail has, by key and by dragging the rule above it. */
import { Command, detailRows } from "@opensessions/protocol/Command"
import type { Model, Outcome } from "./model.ts"
import { optionsChanged } from "./optionsChanged.ts"
import { detailLines } from "./view/viewport.ts"

/** The view with a detail of so many lines more; the same view where the pane has no room for another height. */
export const withDetailBy = (model: Model, by: number): Model => {
  const before = detailLines(model)
  const wanted = Math.max(detailRows.least, Math.min(detailRows.most, before - 1 + by))
  const resized = optionsChanged(model, { ...model.options, detailLines: wanted })
  return before === 0 || detailLines(resized) === before ? model : resized
}

/** The same, for all sidebars and for later. */
export const detailResized = (model: Model, by: number): Outcome => {
  const resized = withDetailBy(model, by)
  const command = Command.cases.SetDetailHeight.make({ rows: resized.options.detailLines })
  return resized === model ? [model, []] : [resized, [command]]
}
