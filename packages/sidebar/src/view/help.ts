/** The help: generated from the key table, so that it cannot be wrong. */
import { bindings } from "../keys.ts"
import type { Model } from "../model.ts"
import { plainText } from "./plainText.ts"
import { blankRow, Hit, type Row } from "./Row.ts"
import { cut, fit, textWidth, wrap } from "./textWidth.ts"

const keyColumns = Math.max(...bindings.map((binding) => textWidth(binding.help?.keys ?? "")))

/** All lines of the help: what is wrong first, then the keys. */
export const helpLines = (model: Model): ReadonlyArray<Row> => {
  const { width } = model.pane
  const notices = (model.state?.notices ?? []).flatMap((notice): ReadonlyArray<Row> => [
    ...wrap(`⚠ ${plainText(notice)}`, width - 2, 6).map((line): Row => ({
      spans: [{ text: ` ${line}`, fg: "peach" }]
    })),
    blankRow
  ])
  const keys = bindings.flatMap((binding): ReadonlyArray<Row> => {
    if (binding.help === null) return []
    const { keys, text } = binding.help
    return [
      {
        spans: [
          { text: ` ${fit(keys, keyColumns)}  `, fg: "lavender" },
          { text: cut(text, width - keyColumns - 4), fg: "subtext1" }
        ],
        hit: Hit.Act({ action: binding.action })
      }
    ]
  })
  return [...notices, ...keys]
}

/** The lines of the help that are in sight. */
export const help = (model: Model, top: number, lines: number): ReadonlyArray<Row> =>
  helpLines(model).slice(top, top + lines)
