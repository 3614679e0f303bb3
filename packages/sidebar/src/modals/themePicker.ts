/** The themes, each tried on while it is chosen. */
import { Command } from "@opensessions/protocol/Command"
import type { Model, Outcome } from "../model.ts"
import { settingOf, themeChoices, themeNameOf } from "../themes/themeOf.ts"
import { blankRow, type Row } from "../view/Row.ts"
import { cut } from "../view/textWidth.ts"
import type { Modal } from "./Modal.ts"
import { noOverlay, type OpenOverlay, type Overlay } from "./Overlay.ts"
import { buttonRows, firstInSight, itemRow, paragraph, titleRow, withFoot } from "./parts.ts"
import { emptyField, fieldRow, type TextField, textOf, typed, withTyped } from "./textField.ts"

type ThemePicker = Extract<OpenOverlay, { _tag: "ThemePicker" }>

/** Opens on the theme that is in force where the client is. */
export const themePicker = (model: Model): Overlay => ({
  _tag: "ThemePicker",
  field: emptyField,
  at: Math.max(0, themeChoices(model).indexOf(themeNameOf(model)))
})

const fitting = (model: Model, { field }: ThemePicker): ReadonlyArray<string> => {
  const words = textOf(field)
    .toLowerCase()
    .split(/[\s-]+/u)
  return themeChoices(model).filter((name) => words.every((word) => name.includes(word)))
}

/** The chosen theme is worn at once, by this client. */
const tried = (model: Model, overlay: ThemePicker): Outcome => [
  { ...model, overlay, previewTheme: fitting(model, overlay)[overlay.at] ?? null },
  []
]

const moved = (model: Model, overlay: ThemePicker, by: number): Outcome =>
  tried(model, { ...overlay, at: Math.max(0, Math.min(overlay.at + by, fitting(model, overlay).length - 1)) })

const retyped = (model: Model, overlay: ThemePicker, field: TextField): Outcome =>
  textOf(field) === textOf(overlay.field)
    ? [{ ...model, overlay: { ...overlay, field } }, []]
    : tried(model, { ...overlay, field, at: 0 })

/** Worn on until the state says so: no frame shows the former one again. Of a pair, the one that holds here is set. */
const taken = (model: Model, overlay: ThemePicker): Outcome => {
  const theme = fitting(model, overlay)[overlay.at]
  if (theme === undefined) return [model, []]
  const { of } = settingOf(model)
  return [withTheme({ ...model, overlay: noOverlay }, theme, of), [Command.cases.SetTheme.make({ theme, of })]]
}

const withTheme = (model: Model, theme: string, of: ReturnType<typeof settingOf>["of"]): Model => {
  if (of === "theme") return { ...model, previewTheme: theme }
  const themes = { ...model.options.themes, [of === "darkTheme" ? "dark" : "light"]: theme }
  return { ...model, previewTheme: null, options: { ...model.options, themes } }
}

const titles = { theme: "Theme", darkTheme: "Theme while dark", lightTheme: "Theme while light" } as const

const steps: Readonly<Record<string, number>> = {
  Up: -1,
  "C-p": -1,
  "S-Tab": -1,
  Down: 1,
  "C-n": 1,
  Tab: 1,
  PageUp: -10,
  PageDown: 10
}

/** Enter takes the theme for everybody, Esc gives the former back, arrows choose, the rest searches. */
export const themes: Modal<ThemePicker> = {
  closesWithoutFocus: false,
  harm: ({ field }, key) => {
    if (key === "Enter") return "changes"
    if (key === "Esc" || Object.hasOwn(steps, key)) return "looks"
    return typed(field, key) === null ? null : "types"
  },
  press: (model, overlay, key) => {
    if (key === "Esc") return [{ ...model, overlay: noOverlay, previewTheme: null }, []]
    if (key === "Enter") return taken(model, overlay)
    const step = steps[key]
    if (step !== undefined) return moved(model, overlay, step)
    return retyped(model, overlay, typed(overlay.field, key) ?? overlay.field)
  },
  clicked: (model, overlay, item) =>
    item === overlay.at && model.previewTheme !== null ? taken(model, overlay) : tried(model, { ...overlay, at: item }),
  pasted: (model, overlay, text) => retyped(model, overlay, withTyped(overlay.field, text)),
  rows: (model, overlay, lines) => {
    const { width } = model.pane
    const names = fitting(model, overlay)
    const present = themeNameOf(model)
    const head = [titleRow(titles[settingOf(model).of], width), fieldRow(overlay.field, width, "search"), blankRow]
    const foot = buttonRows(
      [
        { key: "Enter", sign: "⏎", word: "take" },
        { key: "Esc", sign: "esc", word: "back" }
      ],
      width
    )
    const room = Math.max(0, lines - head.length - foot.length)
    const first = firstInSight(overlay.at, names.length, room)
    const list = names.slice(first, first + room).map((name, index): Row => {
      const selected = first + index === overlay.at
      const now = name === present ? " ·" : ""
      return itemRow(
        [{ text: cut(`${name}${now}`, width - 3), fg: selected ? "text" : "subtext0" }],
        first + index,
        selected
      )
    })
    const none = paragraph("no theme is called so", width, 1, "overlay0")
    return withFoot([...head, ...(list.length === 0 ? none : list)], foot, lines)
  }
}
