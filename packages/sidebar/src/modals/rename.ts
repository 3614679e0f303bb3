/** Another name for a session. */
import { Command } from "@opensessions/protocol/Command"
import type { Session } from "@opensessions/protocol/State"
import { blankRow } from "../view/Row.ts"
import type { Modal } from "./Modal.ts"
import { noOverlay, type OpenOverlay, type Overlay } from "./Overlay.ts"
import { buttonRows, paragraph, titleRow, withFoot } from "./parts.ts"
import { fieldOf, fieldRow, textOf, typed, withTyped } from "./textField.ts"

type Rename = Extract<OpenOverlay, { _tag: "Rename" }>

/** Opens with the present name, to be changed. */
export const renameField = ({ id, name }: Session): Overlay => ({
  _tag: "Rename",
  sessionId: id,
  name,
  field: fieldOf(name)
})

/** Enter renames, Esc does not, everything else is text. */
export const rename: Modal<Rename> = {
  closesWithoutFocus: false,
  harm: ({ field }, key) =>
    key === "Enter" ? "changes" : key === "Esc" ? "looks" : typed(field, key) === null ? null : "types",
  press: (model, overlay, key) => {
    const name = textOf(overlay.field).trim()
    const closed = { ...model, overlay: noOverlay }
    switch (key) {
      case "Esc":
        return [closed, []]
      case "Enter":
        if (name === "") return [model, []]
        if (name === overlay.name) return [closed, []]
        return [closed, [Command.cases.RenameSession.make({ sessionId: overlay.sessionId, name })]]
      default:
        return [{ ...model, overlay: { ...overlay, field: typed(overlay.field, key) ?? overlay.field } }, []]
    }
  },
  pasted: (model, overlay, text) => [{ ...model, overlay: { ...overlay, field: withTyped(overlay.field, text) } }, []],
  rows: (model, overlay, lines) => {
    const { width } = model.pane
    const dotted = /[:.]/u.test(textOf(overlay.field))
    const body = [
      titleRow(`Rename ${overlay.name}`, width),
      fieldRow(overlay.field, width, "a name"),
      ...(dotted ? [blankRow, ...paragraph(": and . become _ in tmux.", width, 2)] : [])
    ]
    const buttons = [
      { key: "Enter", sign: "⏎", word: "rename" },
      { key: "Esc", sign: "esc", word: "keep" }
    ]
    return withFoot(body, buttonRows(buttons, width), lines)
  }
}
