/** What each action does. */
import { Command, type Landing } from "@opensessions/protocol/Command"
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import type { Session } from "@opensessions/protocol/State"
import type { Action } from "./keys.ts"
import { cursorPosition, withCursorAt } from "./list/listCursor.ts"
import { withFoldToggled } from "./list/withChoice.ts"
import { cursorSession, type Model, noOverlay, originOf, type Outcome, positionOf } from "./model.ts"
import { helpLines } from "./view/help.ts"
import { bodyLines, capacity, scrolledToCursor } from "./view/viewport.ts"

const { FocusContent, FocusPane, FoldGroup, HideSidebar, JumpToAttention, MarkSeen, Quit, Refresh, SwitchToSession } =
  Command.cases

/** Sessions that stay in sight beyond a cursor that is moved, where there are some. */
const context = 1

/** Does an action at a moment. Guards are the caller's. */
export const perform = (model: Model, action: Action, at: number): Outcome => {
  if (model.overlay._tag === "Help") return inHelp(model, model.overlay.top, action, at)
  const origin = originOf(model)
  switch (action) {
    case "down":
      return moved(model, cursorPosition(model) + 1)
    case "up":
      return moved(model, cursorPosition(model) - 1)
    case "first":
      return moved(model, 0)
    case "last":
      return moved(model, model.entries.length - 1)
    case "page-down":
      return moved(model, cursorPosition(model) + capacity(model))
    case "page-up":
      return moved(model, cursorPosition(model) - capacity(model))
    case "go":
      return model.cursorGroup === null
        ? switchTo(model, cursorSession(model), "content")
        : folded(model, model.cursorGroup)
    case "next-session":
      return switchTo(model, neighbour(model, 1), "sidebar")
    case "previous-session":
      return switchTo(model, neighbour(model, -1), "sidebar")
    case "jump":
      return [model, [JumpToAttention.make({ origin })]]
    case "mark-seen": {
      const session = cursorSession(model)
      return session?.unseen === true
        ? [model, [MarkSeen.make({ sessionId: session.id, threadId: null })]]
        : [model, []]
    }
    case "refresh":
      return [model, [Refresh.make({ origin })]]
    case "help":
      return [{ ...model, overlay: { _tag: "Help", top: 0 } }, []]
    case "hide-sidebar":
      return [model, [HideSidebar.make({ origin })]]
    case "quit":
      return [{ ...model, overlay: { _tag: "QuitQuestion", openedAt: at } }, []]
    case "confirm":
      return model.overlay._tag === "QuitQuestion"
        ? [{ ...model, overlay: noOverlay }, [Quit.make({ origin })]]
        : [model, []]
    case "back":
      return model.overlay._tag === "None"
        ? [model, [FocusContent.make({ origin })]]
        : [{ ...model, overlay: noOverlay }, []]
    default: {
      const index = Number(action.slice("switch-".length))
      return switchTo(
        model,
        model.shown.find((session) => session.index === index),
        "sidebar"
      )
    }
  }
}

const moved = (model: Model, position: number): Outcome => [
  scrolledToCursor(withCursorAt(model, position), context),
  []
]

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

/** In the help, what moves the cursor scrolls; what it explains can be tried from there. */
const inHelp = (model: Model, top: number, action: Action, at: number): Outcome => {
  const lines = bodyLines(model)
  const last = Math.max(0, helpLines(model).length - lines)
  const scrolled = (to: number): Outcome => [
    { ...model, overlay: { _tag: "Help", top: Math.max(0, Math.min(last, to)) } },
    []
  ]
  const closed: Model = { ...model, overlay: noOverlay }
  switch (action) {
    case "down":
      return scrolled(top + 1)
    case "up":
      return scrolled(top - 1)
    case "first":
      return scrolled(0)
    case "last":
      return scrolled(last)
    case "page-down":
      return scrolled(top + lines)
    case "page-up":
      return scrolled(top - lines)
    case "help":
    case "back":
    case "go":
      return [closed, []]
    default:
      return perform(closed, action, at)
  }
}
