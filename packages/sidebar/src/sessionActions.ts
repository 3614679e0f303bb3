/** The actions that change a session, or what all sidebars share. */
import { Command } from "@opensessions/protocol/Command"
import type { SessionFilter, SessionSort } from "@opensessions/protocol/State"
import { detailResized } from "./detailHeight.ts"
import type { Action } from "./keys.ts"
import { cursorSession, type Model, type Outcome } from "./model.ts"
import { actedOn } from "./threads.ts"
import { withNotice } from "./withNotice.ts"

const { HideSession, MarkSeen, MoveSession, SetFilter, SetScope, SetSort, ShowHidden } = Command.cases

const filters: ReadonlyArray<SessionFilter> = ["all", "active", "running"]
const sorts: ReadonlyArray<SessionSort> = ["order", "attention", "activity"]

const after = <A>(all: ReadonlyArray<A>, one: A): A => all[(all.indexOf(one) + 1) % all.length]!

/** The outcome of such an action; none for the others. */
export const changeSession = (model: Model, action: Action, at: number): Outcome => {
  const { state } = model
  const session = cursorSession(model)
  switch (action) {
    case "filter":
      return [model, [SetFilter.make({ filter: after(filters, state?.sessionFilter ?? "all") })]]
    case "sort":
      return [model, [SetSort.make({ sort: after(sorts, state?.sort ?? "order") })]]
    case "scope":
      return [model, [SetScope.make({ scope: model.options.scope === "all" ? "current" : "all" })]]
    case "mark-seen": {
      const thread = model.choice.thread === null ? undefined : actedOn(model)
      if (thread?.agent.unseen === true)
        return [model, [MarkSeen.make({ sessionId: thread.session.id, threadId: thread.agent.threadId })]]
      return session?.unseen === true
        ? [model, [MarkSeen.make({ sessionId: session.id, threadId: null })]]
        : [model, []]
    }
    case "hide": {
      if (session === undefined) return [model, []]
      const key = model.options.keymap.bindings.find((binding) => binding.action === "undo")?.keys[0] ?? "?"
      const told = withNotice(model, `${key} shows ${session.name} again`, at, "undo")
      return [{ ...told, undo: session.id }, [HideSession.make({ sessionId: session.id, hidden: true })]]
    }
    case "undo":
      return model.undo === null
        ? [withNotice(model, "There is nothing to undo.", at), []]
        : [
            { ...model, undo: null, notice: null, cursor: model.undo, cursorGroup: null },
            [HideSession.make({ sessionId: model.undo, hidden: false })]
          ]
    case "show-hidden":
      return state?.sessions.some(({ hidden }) => hidden) === true
        ? [model, [ShowHidden.make({})]]
        : [withNotice(model, "No session is hidden.", at), []]
    case "detail-higher":
      return detailResized(model, 1)
    case "detail-lower":
      return detailResized(model, -1)
    case "move-up":
    case "move-down":
      return session === undefined
        ? [model, []]
        : [model, [MoveSession.make({ sessionId: session.id, by: action === "move-up" ? -1 : 1 })]]
    default:
      return [model, []]
  }
}
