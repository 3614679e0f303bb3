/** All modals by what is open, and what the rest of the sidebar asks of whichever it is. */
import type { Lookup, LookupAnswer } from "@opensessions/protocol/Lookup"
import type { Model, Outcome } from "../model.ts"
import type { Row } from "../view/Row.ts"
import { answer } from "./answer.ts"
import { explain } from "./explain.ts"
import { help } from "./help.ts"
import { kill } from "./kill.ts"
import type { Modal, ModalHarm } from "./Modal.ts"
import { newSession } from "./newSession.ts"
import type { OpenOverlay, Overlay } from "./Overlay.ts"
import { pick } from "./pick.ts"
import { preview } from "./preview.ts"
import { quit } from "./quit.ts"
import { rename } from "./rename.ts"
import { themes } from "./themePicker.ts"
import { width } from "./width.ts"

type Modals = { readonly [Tag in OpenOverlay["_tag"]]: Modal<Extract<OpenOverlay, { _tag: Tag }>> }

const modals: Modals = {
  Help: help,
  QuitQuestion: quit,
  KillQuestion: kill,
  Rename: rename,
  NewSession: newSession,
  ThemePicker: themes,
  WidthSlider: width,
  Explain: explain,
  Preview: preview,
  Answer: answer,
  Pick: pick
}

/** The one for an overlay; that it is asked about its own overlay is what the table says. */
const modalOf = (overlay: OpenOverlay): Modal<OpenOverlay> => modals[overlay._tag] as unknown as Modal<OpenOverlay>

/** What a key does at worst in what is open. In the help it does what it does in the list. */
export const harmInModal = (model: Model, overlay: OpenOverlay, key: string): ModalHarm =>
  overlay._tag === "Help" ? (model.options.keymap.byKey.get(key)?.harm ?? null) : modalOf(overlay).harm(overlay, key)

/** Does what a key does in what is open. */
export const pressInModal = (model: Model, overlay: OpenOverlay, key: string, at: number): Outcome =>
  modalOf(overlay).press(model, overlay, key, at)

/** A click on an entry of what is open. */
export const clickInModal = (model: Model, item: number, at: number): Outcome => {
  const { overlay } = model
  return overlay._tag === "None" ? [model, []] : (modalOf(overlay).clicked?.(model, overlay, item, at) ?? [model, []])
}

/** A paste goes into a text field, and nowhere else (S56). */
export const pasteInModal = (model: Model, overlay: OpenOverlay, text: string): Outcome =>
  modalOf(overlay).pasted?.(model, overlay, text) ?? [model, []]

/** The lines of what is open. */
export const modalRows = (model: Model, lines: number, nowMs: number): ReadonlyArray<Row> =>
  model.overlay._tag === "None" ? [] : modalOf(model.overlay).rows(model, model.overlay, lines, nowMs)

/** What is to be looked at while it is open. */
export const lookupOf = ({ overlay }: Model): Lookup | null =>
  overlay._tag === "None" ? null : (modalOf(overlay).lookup?.(overlay) ?? null)

/** The view with an answer to what it looks at. */
export const withAnswer = (model: Model, found: LookupAnswer): Model => {
  const { overlay } = model
  if (overlay._tag === "None") return model
  return { ...model, overlay: modalOf(overlay).found?.(overlay, found) ?? overlay }
}

/** Whether a modal goes when the focus does (S55). */
export const closesWithoutFocus = (overlay: Overlay): boolean =>
  overlay._tag !== "None" && modalOf(overlay).closesWithoutFocus
