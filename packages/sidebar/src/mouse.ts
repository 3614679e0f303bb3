/** Clicks and drags: each means what was there when the button went down (S98). */
import { Command } from "@opensessions/protocol/Command"
import type { SessionId } from "@opensessions/protocol/Ids"
import { folded, focusThread, switchTo } from "./actions.ts"
import { withDetailBy } from "./detailHeight.ts"
import { acted, keyClicked } from "./input.ts"
import { clickInModal } from "./modals/modals.ts"
import { type Model, type Outcome, positionOf } from "./model.ts"
import { Hit } from "./view/Row.ts"
import { detailLines } from "./view/viewport.ts"

const { OpenPort, PlaceSession, SetDetailHeight } = Command.cases

/**
 * tmux takes a second click within this time for a double click, waits once more as long, and then gives the focus to
 * whatever is under the mouse by then: the sidebar of where the first one has led.
 */
const doubleClickMs = 300

/** So long it takes until we know of that, where the machine is busy. */
const knownMs = 250

/** The button went down. */
export const wentDown = (model: Model, y: number, hit: Hit | null, at: number): Model => ({
  ...model,
  press: { y, hit, dragged: false, again: at - model.pressedAt < doubleClickMs },
  pressedAt: at
})

/** The mouse moved with the button down: the separator comes along at once, a slider too, a session is held. */
export const dragged = (model: Model, y: number, hit: Hit | null, at: number): Outcome => {
  const { press } = model
  if (press === null || press.hit === null) return [model, []]
  if (press.hit._tag === "Separator") return separatorDragged(model, y)
  if (press.hit._tag === "Item" && hit?._tag === "Item" && model.overlay._tag === "WidthSlider")
    return clickInModal({ ...model, press: { ...press, dragged: true } }, hit.at, at)
  if (press.hit._tag !== "Session" || (y === press.y && !press.dragged)) return [model, []]
  const over = hit?._tag === "Session" ? hit.sessionId : press.hit.sessionId
  return [{ ...model, press: { ...press, dragged: true }, cursor: over, cursorGroup: null }, []]
}

const separatorDragged = (model: Model, y: number): Outcome => {
  const press = model.press!
  const by = press.y - y
  if (by === 0) return [model, []]
  const resized = withDetailBy(model, by)
  // What the pane has no room for is no change: the pointer has to come back first.
  const moved = detailLines(resized) - detailLines(model)
  return moved === 0 ? [model, []] : [{ ...resized, press: { ...press, y: press.y - moved, dragged: true } }, []]
}

/** The button was released: a click where it went down on the same line, else the end of a drag. */
export const released = (model: Model, y: number, hit: Hit | null, at: number): Outcome => {
  const { press } = model
  const next: Model = { ...model, press: null }
  if (press === null || press.hit === null) return [next, []]
  if (press.hit._tag === "Separator") {
    return press.dragged ? [next, [SetDetailHeight.make({ rows: model.options.detailLines })]] : [next, []]
  }
  if (press.hit._tag === "Session" && press.dragged) return dropped(next, press.hit.sessionId, hit)
  if (press.y !== y || press.dragged) return [next, []]
  const outcome = clicked({ ...next, held: null }, press.hit, at)
  return leads(press.hit) ? handedBack(outcome, press.again, at) : outcome
}

/** It takes the client to content. */
const leads = ({ _tag }: Hit): boolean => _tag === "Session" || _tag === "Agent"

/** The second click may be lost with the sidebar that is left: it is reckoned with, and nothing but that is undone. */
const handedBack = ([model, commands]: Outcome, second: boolean, at: number): Outcome => {
  const due = model.pressedAt + (second ? 1 : 2) * doubleClickMs + knownMs
  return [{ ...model, held: { what: { _tag: "HandBack" }, at, due } }, commands]
}

/** Dropped on a session further up it goes before that, further down behind it. */
const dropped = (model: Model, dragged: SessionId, hit: Hit | null): Outcome => {
  const kept: Model = { ...model, cursor: dragged, cursorGroup: null }
  const from = positionOf(model, dragged)
  const to = hit?._tag === "Session" ? positionOf(model, hit.sessionId) : -1
  if (from < 0 || to < 0 || from === to) return [kept, []]
  const before = to < from ? model.shown[to] : model.shown[to + 1]
  return [kept, [PlaceSession.make({ sessionId: dragged, before: before?.id ?? null })]]
}

const clicked = (model: Model, hit: Hit, at: number): Outcome =>
  Hit.$match(hit, {
    Session: ({ sessionId }) => switchTo(model, model.shown[positionOf(model, sessionId)], "content"),
    Agent: ({ paneId, sessionId }) => focusThread(model, sessionId, paneId),
    Group: ({ key }) => folded(model, key),
    Act: ({ action }) => acted(model, action, at),
    Key: ({ key }) => keyClicked(model, key, at),
    Item: ({ at: item }) => clickInModal(model, item, at),
    Port: ({ port }): Outcome => [model, [OpenPort.make({ port })]],
    Separator: (): Outcome => [model, []]
  })
