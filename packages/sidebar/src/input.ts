/**
 * Keys and clicks on their way to actions, and what stops them: typed text that was meant for another pane, and a pane
 * that nobody is in (S53 to S56).
 */
import { focusThread, folded, perform, switchTo } from "./actions.ts"
import { type Action, bindingOf, type Harm, harmOf, isPrintable, questionBindingOf } from "./keys.ts"
import { type Model, noOverlay, type Outcome, positionOf } from "./model.ts"
import { Hit } from "./view/Row.ts"

/** Keys closer together than this are text: a paste, or a program that types. Held keys repeat every 30 ms and more. */
const burstMs = 25

/** A key that came this long before its pane was known to be active was meant for it (S54). */
const focusLagMs = 250

/** A question that is answered sooner was not read. */
const readingMs = 150

/** A key was pressed. */
export const pressed = (model: Model, key: string, at: number): Outcome => {
  const binding = model.overlay._tag === "QuitQuestion" ? questionBindingOf(key) : bindingOf(key)
  const harm = binding?.harm ?? "looks"
  const typed = at - model.typedAt < burstMs
  const text = isPrintable(key) && (binding === undefined || harm !== "looks")
  const heard: Model = { ...model, held: null, typedAt: text ? at : model.typedAt }
  if (binding === undefined) return [{ ...heard, overlay: closedQuestion(heard) }, []]
  // Whatever a key was held for, this one shows that it was part of a text, or was overtaken.
  const interrupted = model.held !== null && model.held.due !== null && at - model.held.at < burstMs
  if (harm !== "looks" && (typed || interrupted)) return [heard, []]
  return attempt(heard, binding.action, harm, at, isPrintable(key) ? at + burstMs : at)
}

const closedQuestion = (model: Model) => (model.overlay._tag === "QuitQuestion" ? noOverlay : model.overlay)

/** Does what may be done now; what changes something waits for `due`, and for its pane to be active. */
const attempt = (model: Model, action: Action, harm: Harm, at: number, due: number): Outcome => {
  if (harm !== "changes") return perform(model, action, at)
  if (!model.pane.active) return [{ ...model, held: { action, at, due: null } }, []]
  if (due > at) return [{ ...model, held: { action, at, due } }, []]
  return finish(model, action, at)
}

/** A question is not confirmed before it could be read. */
const finish = (model: Model, action: Action, at: number): Outcome => {
  const { overlay } = model
  const hasty = action === "confirm" && overlay._tag === "QuitQuestion" && at - overlay.openedAt < readingMs
  return hasty ? [model, []] : perform(model, action, at)
}

/** Time went on: what was held for it happens. */
export const due = (model: Model, at: number): Outcome => {
  const { held } = model
  if (held === null || held.due === null || at < held.due) return [model, []]
  return finish({ ...model, held: null }, held.action, held.at)
}

/** The pane became active: a key that came just before it was known happens now. */
export const focused = (model: Model, at: number): Outcome => {
  const { held } = model
  if (held === null || held.due !== null) return [model, []]
  const heard: Model = { ...model, held: null }
  return at - held.at <= focusLagMs ? finish(heard, held.action, at) : [heard, []]
}

/** The button was released: a click, where it went down on the same line. It means what was there then (S98). */
export const clicked = (model: Model, y: number, at: number): Outcome => {
  const { press } = model
  const released: Model = { ...model, press: null }
  if (press === null || press.y !== y || press.hit === null) return [released, []]
  return Hit.$match(press.hit, {
    Session: ({ sessionId }) => switchTo(released, model.shown[positionOf(model, sessionId)], "content"),
    Agent: ({ paneId, sessionId }) => focusThread(released, sessionId, paneId),
    Group: ({ key }) => folded(released, key),
    Act: ({ action }) => attempt(released, action, harmOf(action), at, at)
  })
}
