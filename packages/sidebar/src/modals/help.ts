/** The help: generated from the key map, so that it cannot be wrong. What it explains can be tried from there. */
import { perform } from "../actions.ts"
import { type Binding, signOf } from "../keys.ts"
import type { Model, Outcome } from "../model.ts"
import { plainText } from "../view/plainText.ts"
import { blankRow, Hit, type Row } from "../view/Row.ts"
import { cut, fit, textWidth, wrap } from "../view/textWidth.ts"
import { bodyLines } from "../view/viewport.ts"
import type { Modal } from "./Modal.ts"
import { noOverlay, type OpenOverlay } from "./Overlay.ts"

type Help = Extract<OpenOverlay, { _tag: "Help" }>

const keysOf = ({ help, keys }: Binding): string => help?.keys ?? keys.slice(0, 2).map(signOf).join(" ")

/** All lines of the help: what is wrong first, then the keys. */
const helpLines = (model: Model): ReadonlyArray<Row> => {
  const { width } = model.pane
  const told = model.options.keymap.bindings.filter(({ help, keys }) => help !== null && keys.length > 0)
  const keyColumns = Math.max(...told.map((binding) => textWidth(keysOf(binding))))
  const notices = (model.state?.notices ?? []).flatMap((notice): ReadonlyArray<Row> => [
    ...wrap(`⚠ ${plainText(notice)}`, width - 2, 6).map((line): Row => ({
      spans: [{ text: ` ${line}`, fg: "peach" }]
    })),
    blankRow
  ])
  const keys = told.map((binding): Row => ({
    spans: [
      { text: ` ${fit(keysOf(binding), keyColumns)}  `, fg: "lavender" },
      { text: cut(binding.help?.text ?? "", width - keyColumns - 4), fg: "subtext1" }
    ],
    hit: Hit.Act({ action: binding.action })
  }))
  return [...notices, ...keys]
}

const scrolled = (model: Model, to: number): Outcome => {
  const last = Math.max(0, helpLines(model).length - bodyLines(model))
  return [{ ...model, overlay: { _tag: "Help", top: Math.max(0, Math.min(last, to)) } }, []]
}

/** What moves the cursor scrolls, Esc, Enter and `?` close, and every other key does what the help says. */
export const help: Modal<Help> = {
  closesWithoutFocus: false,
  harm: () => null,
  press: (model, { top }, key, at) => {
    const action = model.options.keymap.byKey.get(key)?.action
    const closed: Model = { ...model, overlay: noOverlay }
    switch (action) {
      case undefined:
        return [model, []]
      case "down":
        return scrolled(model, top + 1)
      case "up":
        return scrolled(model, top - 1)
      case "first":
        return scrolled(model, 0)
      case "last":
        return scrolled(model, Number.POSITIVE_INFINITY)
      case "page-down":
        return scrolled(model, top + bodyLines(model))
      case "page-up":
        return scrolled(model, top - bodyLines(model))
      case "help":
      case "back":
      case "go":
        return [closed, []]
      default:
        return perform(closed, action, at)
    }
  },
  rows: (model, { top }, lines) => helpLines(model).slice(top, top + lines)
}
