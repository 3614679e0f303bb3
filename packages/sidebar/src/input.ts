/**
 * Keys on their way to actions, and what stops them: typed text that was meant for another pane, and a pane that nobody
 * is in (S53 to S56).
 */
import { Command } from "@opensessions/protocol/Command"
import { perform } from "./actions.ts"
import { harmOf } from "./keymap.ts"
import { type Action, type Harm, isPrintable } from "./keys.ts"
import type { ModalHarm } from "./modals/Modal.ts"
import { harmInModal, pasteInModal, pressInModal } from "./modals/modals.ts"
import { noOverlay } from "./modals/Overlay.ts"
import { type Model, originOf, type Outcome, type Pressed } from "./model.ts"
import { harmInSearch, searchClosed, searchKept, searchPasted, searchTyped } from "./search.ts"

/** Keys closer together than this are text: a paste, or a program that types. Held keys repeat every 30 ms and more. */
const burstMs = 25

/** A key that came this long before its pane was known to be active was meant for it (S54). */
const focusLagMs = 250

/** Nobody reads a question sooner. */
const readingMs = 150

interface Meaning {
  readonly what: Pressed
  readonly harm: Exclude<ModalHarm, null>
}

/** What a key means where the view is now; null: nothing. */
const meaningOf = (model: Model, key: string): Meaning | null => {
  const { overlay } = model
  if (overlay._tag === "None" && !model.searching) {
    const binding = model.options.keymap.byKey.get(key)
    return binding === undefined ? null : { what: { _tag: "Action", action: binding.action }, harm: binding.harm }
  }
  const harm = overlay._tag === "None" ? harmInSearch(key) : harmInModal(model, overlay, key)
  return harm === null ? null : { what: { _tag: "Key", key }, harm }
}

/** A key was pressed. */
export const pressed = (model: Model, key: string, at: number): Outcome => {
  const meaning = meaningOf(model, key)
  if (meaning?.harm === "types") return typedInto(model, meaning.what, at)
  const harm = meaning?.harm ?? "looks"
  const burst = at - model.typedAt < burstMs
  const text = isPrintable(key) && (meaning === null || harm !== "looks")
  const heard: Model = { ...model, held: null, typedAt: text ? at : model.typedAt }
  if (meaning === null) return [heard, []]
  // Whatever a key was held for, this one shows that it was part of a text, or was overtaken.
  const interrupted = model.held !== null && model.held.due !== null && at - model.held.at < burstMs
  // In a text field, Enter behind fast typing is a person's until more text follows it.
  const inField = isTextField(model)
  if (harm !== "looks" && !inField && (burst || interrupted)) return [heard, []]
  const waits = isPrintable(key) || (inField && burst)
  return attempt(heard, meaning.what, harm, at, waits ? at + burstMs : at)
}

const isTextField = ({ overlay, searching }: Model): boolean =>
  searching || overlay._tag === "Rename" || overlay._tag === "NewSession" || overlay._tag === "ThemePicker"

/** Nothing that is typed into a text field is lost, however fast; nothing is typed into a pane that is not active. */
const typedInto = (model: Model, what: Pressed, at: number): Outcome =>
  model.pane.active ? press({ ...model, held: null, typedAt: at }, what, at) : [model, []]

/** Does what may be done now; what changes something waits for `due`, and for its pane to be active. */
const attempt = (model: Model, what: Pressed, harm: Harm, at: number, due: number): Outcome => {
  if (harm === "looks" || (harm === "moves" && due <= at)) return press(model, what, at)
  if (harm === "moves" && !isTextField(model)) return press(model, what, at)
  if (!model.pane.active) return [{ ...model, held: { what, at, due: null } }, []]
  if (due > at) return [{ ...model, held: { what, at, due } }, []]
  return finish(model, what, at)
}

const press = (model: Model, what: Pressed, at: number): Outcome => {
  if (what._tag === "Action") return perform(model, what.action, at)
  if (what._tag === "HandBack") return handBack(model)
  return model.overlay._tag === "None"
    ? pressInSearch(model, what.key, at)
    : pressInModal(model, model.overlay, what.key, at)
}

/** To who has it already it is not given: that would take a zoom away. */
const handBack = (model: Model): Outcome => [
  model,
  model.pane.active ? [Command.cases.FocusContent.make({ origin: originOf(model) })] : []
]

const pressInSearch = (model: Model, key: string, at: number): Outcome => {
  if (!model.searching) return [model, []]
  switch (key) {
    case "Esc":
      return [searchClosed(model), []]
    case "Tab":
      return [searchKept(model), []]
    case "Enter": {
      const [gone, commands] = perform(model, "go", at)
      return [searchClosed(gone), commands]
    }
    case "Up":
      return perform(model, "up", at)
    case "Down":
      return perform(model, "down", at)
    case "PageUp":
      return perform(model, "page-up", at)
    case "PageDown":
      return perform(model, "page-down", at)
    default:
      return [searchTyped(model, key), []]
  }
}

/** A question is not answered before it could be read: an answer that comes sooner waits for more keys until then. */
const finish = (model: Model, what: Pressed, at: number): Outcome => {
  const { overlay } = model
  const readAt = "openedAt" in overlay ? overlay.openedAt + readingMs : at
  return at < readAt ? [{ ...model, held: { what, at, due: readAt } }, []] : press(model, what, at)
}

/** Time went on: what was held for it happens. */
export const due = (model: Model, at: number): Outcome => {
  const { held } = model
  if (held === null || held.due === null || at < held.due) return [model, []]
  return finish({ ...model, held: null }, held.what, at)
}

/** The pane became active: a key that came just before it was known happens now. */
export const focused = (model: Model, at: number): Outcome => {
  const { held } = model
  if (held === null || held.due !== null) return [model, []]
  const heard: Model = { ...model, held: null }
  return at - held.at <= focusLagMs ? finish(heard, held.what, at) : [heard, []]
}

/** A paste is text: it goes into a field where there is one, and nowhere else (S56). */
export const pasted = (model: Model, text: string): Outcome => {
  if (!model.pane.active) return [model, []]
  if (model.overlay._tag !== "None") return pasteInModal(model, model.overlay, text)
  return model.searching ? [searchPasted(model, text), []] : [model, []]
}

/** Something was clicked that does an action, which closes what is open. */
export const acted = (model: Model, action: Action, at: number): Outcome =>
  attempt({ ...model, overlay: noOverlay }, { _tag: "Action", action }, harmOf(action), at, at)

/** Something was clicked that stands for a key of what is open. */
export const keyClicked = (model: Model, key: string, at: number): Outcome => {
  if (model.overlay._tag === "None") return [model, []]
  const harm = harmInModal(model, model.overlay, key)
  return harm === null ? [model, []] : attempt(model, { _tag: "Key", key }, harm === "types" ? "looks" : harm, at, at)
}
