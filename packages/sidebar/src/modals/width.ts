/** The width of all sidebars, changed while it is looked at. */
import { Command, sidebarColumns } from "@opensessions/protocol/Command"
import type { Model } from "../model.ts"
import { blankRow, gap, Hit, type Row } from "../view/Row.ts"
import type { Modal } from "./Modal.ts"
import { noOverlay, type OpenOverlay, type Overlay } from "./Overlay.ts"
import { buttonRows, titleRow, withFoot } from "./parts.ts"

type Width = Extract<OpenOverlay, { _tag: "WidthSlider" }>

/** Opens at the present width. */
export const widthSlider = (columns: number): Overlay => ({ _tag: "WidthSlider", before: columns, columns })

const { least, most } = sidebarColumns

const stepOf: Readonly<Record<string, number>> = {
  Left: -1,
  h: -1,
  "-": -1,
  Down: -1,
  j: -1,
  Right: 1,
  l: 1,
  "+": 1,
  "=": 1,
  Up: 1,
  k: 1,
  PageUp: 5,
  PageDown: -5,
  Home: least - most,
  End: most - least
}

const set = (model: Model, overlay: Width, wanted: number): readonly [Model, ReadonlyArray<Command>] => {
  const columns = Math.max(least, Math.min(most, wanted))
  if (columns === overlay.columns) return [model, []]
  return [{ ...model, overlay: { ...overlay, columns } }, [Command.cases.SetWidth.make({ columns })]]
}

/** The columns that a cell of the bar stands for. */
const columnsAt = (cell: number, cells: number): number =>
  Math.round(least + (cell / Math.max(1, cells - 1)) * (most - least))

const bar = (overlay: Width, width: number): Row => {
  const cells = Math.max(2, width - 2)
  const filled = Math.round(((overlay.columns - least) / (most - least)) * (cells - 1))
  return {
    spans: [
      gap(1),
      ...Array.from({ length: cells }, (_, cell) => ({
        text: cell <= filled ? "▰" : "▱",
        fg: cell <= filled ? ("lavender" as const) : ("surface2" as const),
        hit: Hit.Item({ at: columnsAt(cell, cells) })
      }))
    ]
  }
}

/** Each step is seen at once; Esc takes them back. */
export const width: Modal<Width> = {
  closesWithoutFocus: false,
  harm: (_, key) => (Object.hasOwn(stepOf, key) ? "changes" : key === "Enter" || key === "Esc" ? "looks" : null),
  press: (model, overlay, key) => {
    if (key === "Enter") return [{ ...model, overlay: noOverlay }, []]
    if (key === "Esc") {
      const [next, commands] = set(model, overlay, overlay.before)
      return [{ ...next, overlay: noOverlay }, commands]
    }
    return set(model, overlay, overlay.columns + (stepOf[key] ?? 0))
  },
  clicked: (model, overlay, columns) => set(model, overlay, columns),
  rows: (model, overlay, lines) => {
    const columns = model.pane.width
    const buttons = [
      { key: "Left", sign: "←", word: "less" },
      { key: "Right", sign: "→", word: "more" },
      { key: "Enter", sign: "⏎", word: "keep" },
      { key: "Esc", sign: "esc", word: "back" }
    ]
    const body = [titleRow(`Width ${overlay.columns}`, columns), blankRow, bar(overlay, columns)]
    return withFoot(body, buttonRows(buttons, columns), lines)
  }
}
