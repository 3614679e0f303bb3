/** Where a new session is made: a search over directories, with completion of paths. */
import { Command } from "@opensessions/protocol/Command"
import type { Directory } from "@opensessions/protocol/Directory"
import { Lookup } from "@opensessions/protocol/Lookup"
import { type Model, originOf } from "../model.ts"
import { homePath } from "../view/place.ts"
import { plainText } from "../view/plainText.ts"
import { blankRow, type Row } from "../view/Row.ts"
import { cutStart } from "../view/textWidth.ts"
import type { Modal } from "./Modal.ts"
import { noOverlay, type OpenOverlay, type Overlay } from "./Overlay.ts"
import { buttonRows, firstInSight, itemRow, paragraph, titleRow, withFoot } from "./parts.ts"
import { emptyField, fieldOf, fieldRow, type TextField, textOf, typed, withTyped } from "./textField.ts"

type NewSession = Extract<OpenOverlay, { _tag: "NewSession" }>

/** Opens with the recent directories. */
export const newSessionPicker: Overlay = { _tag: "NewSession", field: emptyField, at: 0, found: null, foundFor: "" }

const chosen = ({ at, found }: NewSession): Directory | undefined => found?.[at]

const moved = (overlay: NewSession, by: number): NewSession => ({
  ...overlay,
  at: Math.max(0, Math.min(overlay.at + by, (overlay.found?.length ?? 1) - 1))
})

/** What was typed is looked for anew, from the best on. */
const retyped = (model: Model, overlay: NewSession, field: TextField): Model => ({
  ...model,
  overlay: { ...overlay, field, at: textOf(field) === textOf(overlay.field) ? overlay.at : 0 }
})

const made = (model: Model, overlay: NewSession): readonly [Model, ReadonlyArray<Command>] => {
  const typedText = textOf(overlay.field).trim()
  // An answer to what was typed before is not what the person sees as chosen.
  const directory = overlay.foundFor === textOf(overlay.field) ? (chosen(overlay)?.path ?? typedText) : typedText
  if (directory === "") return [model, []]
  const command = Command.cases.NewSession.make({ origin: originOf(model), directory, name: null })
  return [{ ...model, overlay: noOverlay }, [command]]
}

const rowOf = (model: Model, overlay: NewSession, at: number): Row => {
  const { kind, path } = overlay.found![at]!
  const text = cutStart(plainText(homePath(path, model.options.home)), model.pane.width - 4)
  const selected = at === overlay.at
  return itemRow([{ text, fg: selected ? "text" : kind === "recent" ? "subtext1" : "subtext0" }], at, selected)
}

/** Enter makes it in the chosen directory, Tab completes, arrows choose, the rest is text. */
export const newSession: Modal<NewSession> = {
  closesWithoutFocus: false,
  harm: ({ field }, key) => {
    if (key === "Enter") return "changes"
    if (["Esc", "Up", "Down", "Tab", "PageUp", "PageDown", "C-n", "C-p"].includes(key)) return "looks"
    return typed(field, key) === null ? null : "types"
  },
  press: (model, overlay, key) => {
    switch (key) {
      case "Esc":
        return [{ ...model, overlay: noOverlay }, []]
      case "Enter":
        return made(model, overlay)
      case "Up":
      case "C-p":
        return [{ ...model, overlay: moved(overlay, -1) }, []]
      case "Down":
      case "C-n":
        return [{ ...model, overlay: moved(overlay, 1) }, []]
      case "PageUp":
        return [{ ...model, overlay: moved(overlay, -10) }, []]
      case "PageDown":
        return [{ ...model, overlay: moved(overlay, 10) }, []]
      case "Tab": {
        const directory = chosen(overlay)
        if (directory === undefined) return [model, []]
        return [retyped(model, overlay, fieldOf(`${homePath(directory.path, model.options.home)}/`)), []]
      }
      default:
        return [retyped(model, overlay, typed(overlay.field, key) ?? overlay.field), []]
    }
  },
  clicked: (model, overlay, item) =>
    item === overlay.at ? made(model, overlay) : [{ ...model, overlay: { ...overlay, at: item } }, []],
  pasted: (model, overlay, text) => [retyped(model, overlay, withTyped(overlay.field, text)), []],
  lookup: ({ field }) => Lookup.cases.Directories.make({ typed: textOf(field) }),
  found: (overlay, answer) =>
    answer._tag === "Directories"
      ? moved({ ...overlay, found: answer.directories, foundFor: textOf(overlay.field) }, 0)
      : overlay,
  rows: (model, overlay, lines) => {
    const { width } = model.pane
    const head = [titleRow("New session", width), fieldRow(overlay.field, width, "directory"), blankRow]
    const foot = buttonRows(
      [
        { key: "Enter", sign: "⏎", word: "here" },
        { key: "Tab", sign: "⇥", word: "into" },
        { key: "Esc", sign: "esc", word: "close" }
      ],
      width
    )
    const room = Math.max(0, lines - head.length - foot.length)
    const count = overlay.found?.length ?? 0
    const first = firstInSight(overlay.at, count, room)
    const list = Array.from({ length: Math.min(room, count) }, (_, index) => rowOf(model, overlay, first + index))
    const none = overlay.found === null ? "looking…" : "no directory fits"
    return withFoot([...head, ...(list.length === 0 ? paragraph(none, width, 1, "overlay0") : list)], foot, lines)
  }
}
