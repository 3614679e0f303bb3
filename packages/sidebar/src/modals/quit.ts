/** The question before everything ends. */
import { Command } from "@opensessions/protocol/Command"
import { originOf } from "../model.ts"
import { blankRow } from "../view/Row.ts"
import type { Modal } from "./Modal.ts"
import { noOverlay, type OpenOverlay } from "./Overlay.ts"
import { buttonRows, paragraph, titleRow, withFoot } from "./parts.ts"

type Quit = Extract<OpenOverlay, { _tag: "QuitQuestion" }>

const confirms = (key: string): boolean => key === "y" || key === "Enter"

/** `y` or Enter quits, every other key does not. */
export const quit: Modal<Quit> = {
  closesWithoutFocus: true,
  harm: (_, key) => (confirms(key) ? "changes" : "looks"),
  press: (model, _, key) => [
    { ...model, overlay: noOverlay },
    confirms(key) ? [Command.cases.Quit.make({ origin: originOf(model) })] : []
  ],
  rows: (model, _, lines) => {
    const { width } = model.pane
    const body = [
      titleRow("Quit opensessions?", width, "red"),
      blankRow,
      ...paragraph("All sidebars close.", width, 2),
      ...paragraph("Agents keep running.", width, 2)
    ]
    const buttons = [
      { key: "Enter", sign: "⏎", word: "quit", loud: true },
      { key: "Esc", sign: "esc", word: "stay" }
    ]
    return withFoot(body, buttonRows(buttons, width), lines)
  }
}
