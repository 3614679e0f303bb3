/** What each action does in the list. */
import { Command, type Landing } from "@opensessions/protocol/Command"
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import type { Session } from "@opensessions/protocol/State"
import type { Action } from "./keys.ts"
import { cursorPosition, withCursorAt } from "./list/listCursor.ts"
import { withChoice, withFoldToggled } from "./list/withChoice.ts"
import { cursorSession, type Model, originOf, type Outcome, positionOf } from "./model.ts"
import { openModal } from "./openModal.ts"
import { searchClosed, searchOpened } from "./search.ts"
import { changeSession } from "./sessionActions.ts"
import { actedOn, movedThread, toThreads } from "./threads.ts"
import { capacity, scrolledToCursor } from "./view/viewport.ts"

const { FocusContent, FocusPane, FoldGroup, HideSidebar, JumpToAttention, Refresh, SwitchToSession } = Command.cases

/** Sessions that stay in sight beyond a cursor that is moved, where there are some. */
const context = 1

/** Does an action at a moment. Guards are the caller's. */
export const perform = (model: Model, action: Action, at: number): Outcome => {
  const origin = originOf(model)
  switch (action) {
    case "down":
      return stepped(model, 1)
    case "up":
      return stepped(model, -1)
    case "first":
      return moved(model, 0)
    case "last":
      return moved(model, model.entries.length - 1)
    case "page-down":
      return moved(model, cursorPosition(model) + capacity(model))
    case "page-up":
      return moved(model, cursorPosition(model) - capacity(model))
    case "go":
      return go(model)
    case "fold": {
      const group = model.cursorGroup ?? cursorSession(model)?.group ?? null
      return group === null ? [model, []] : folded(model, group)
    }
    case "next-session":
      return switchTo(model, neighbour(model, 1), "sidebar")
    case "previous-session":
      return switchTo(model, neighbour(model, -1), "sidebar")
    case "jump":
      return [model, [JumpToAttention.make({ origin })]]
    case "search":
      return [searchOpened(model), []]
    case "agents":
      return [toThreads(model), []]
    case "list":
      return [withChoice(model, { thread: null }), []]
    case "refresh":
      return [model, [Refresh.make({ origin })]]
    case "hide-sidebar":
      return [model, [HideSidebar.make({ origin })]]
    case "back":
      return back(model)
    default:
      return byNumber(model, action) ?? openModal(model, action, at) ?? changeSession(model, action, at)
  }
}

const moved = (model: Model, position: number): Outcome => [
  scrolledToCursor(withCursorAt(withChoice(model, { thread: null }), position), context),
  []
]

/** To the next row, or among the threads to the next of them. */
const stepped = (model: Model, by: 1 | -1): Outcome =>
  model.choice.thread === null ? moved(model, cursorPosition(model) + by) : [movedThread(model, by), []]

const go = (model: Model): Outcome => {
  const thread = model.choice.thread === null ? undefined : actedOn(model)
  if (thread !== undefined && thread.agent.paneId !== null)
    return focusThread(model, thread.session.id, thread.agent.paneId)
  return model.cursorGroup === null
    ? switchTo(model, cursorSession(model), "content")
    : folded(model, model.cursorGroup)
}

/** Takes back one thing after the other: the way to the agents, the search, and at last the focus. */
const back = (model: Model): Outcome => {
  if (model.choice.thread !== null) return [withChoice(model, { thread: null }), []]
  if (model.choice.search !== null) return [searchClosed(model), []]
  return [model, [FocusContent.make({ origin: originOf(model) })]]
}

const byNumber = (model: Model, action: Action): Outcome | null => {
  if (!action.startsWith("switch-")) return null
  const index = Number(action.slice("switch-".length))
  const session = model.shown.find((one) => one.index === index)
  return switchTo(model, session, "sidebar")
}

/** The session before or after the one this client is in, or on its way to. Clamps at the ends. */
const neighbour = (model: Model, by: 1 | -1): Session | undefined => {
  const from = [model.pending, model.pane.sessionId, model.cursor]
    .map((id) => positionOf(model, id))
    .find((position) => position >= 0)
  return model.shown[Math.max(0, Math.min((from ?? 0) + by, model.shown.length - 1))]
}

/**
 * Takes the client to a session. To go to its own gives the focus back to the content, and is a visit like any other:
 * what was marked is seen.
 */
export const switchTo = (model: Model, session: Session | undefined, landing: Landing): Outcome => {
  if (session === undefined) return [model, []]
  const origin = originOf(model)
  const here = scrolledToCursor({ ...model, cursor: session.id, cursorGroup: null }, context)
  if (session.id === model.pane.sessionId && model.pending === null) {
    return [here, landing === "content" ? [SwitchToSession.make({ origin, sessionId: session.id, landing })] : []]
  }
  // A key that is held at the end of the list asks once.
  if (session.id === model.pending && landing === "sidebar") return [here, []]
  return [{ ...here, pending: session.id }, [SwitchToSession.make({ origin, sessionId: session.id, landing })]]
}

/** Folds a group or unfolds it: for this client, and for those to come. */
export const folded = (model: Model, key: string): Outcome => {
  const next = withFoldToggled(model, key)
  return [next, [FoldGroup.make({ group: key, folded: next.choice.folded?.has(key) === true })]]
}

/** Takes the client to a thread's pane. */
export const focusThread = (model: Model, sessionId: SessionId, paneId: PaneId): Outcome => {
  const cursor = positionOf(model, sessionId) < 0 ? model.cursor : sessionId
  return [{ ...model, cursor }, [FocusPane.make({ origin: originOf(model), paneId })]]
}
