/** Which agent keys act on. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { Session } from "@opensessions/protocol/State"
import { threadKey } from "./list/ListChoice.ts"
import { withChoice } from "./list/withChoice.ts"
import type { AgentTarget } from "./modals/Overlay.ts"
import { cursorSession, type Model } from "./model.ts"
import { detailLines } from "./view/viewport.ts"

/** A thread with the session that it is shown in. */
export interface ShownThread {
  readonly session: Session
  readonly agent: Agent
}

/** As the detail: everybody's, the group's under the cursor, or the session's. */
const sessionsTold = (model: Model): ReadonlyArray<Session> => {
  if (model.options.scope === "all") return model.shown
  const own = cursorSession(model)
  if (own !== undefined) return [own]
  const group = model.entries.find((entry) => entry._tag === "Group" && entry.key === model.cursorGroup)
  return group?._tag === "Group" ? group.sessions : []
}

/** The threads that the detail tells of, from top to bottom. */
export const threadsOf = (model: Model): ReadonlyArray<ShownThread> => {
  return sessionsTold(model).flatMap((session) => session.agents.map((agent) => ({ session, agent })))
}

const positionOfThread = (model: Model): number =>
  threadsOf(model).findIndex(({ agent }) => threadKey(agent) === model.choice.thread)

/** The thread that was gone to; else the most urgent one of the cursor's session. */
export const actedOn = (model: Model): ShownThread | undefined => {
  const threads = threadsOf(model)
  const own = cursorSession(model)
  return threads[positionOfThread(model)] ?? threads.find(({ session }) => own === undefined || session.id === own.id)
}

/** The same where it can be looked at: in a pane. */
export const targetOf = (model: Model): AgentTarget | null => {
  const thread = actedOn(model)
  if (thread === undefined || thread.agent.paneId === null) return null
  const { agent, paneId, threadId } = thread.agent
  return { agent, threadId, paneId, sessionId: thread.session.id }
}

/** Keys act on the threads from now on, where they are to be seen, from the most urgent one. */
export const toThreads = (model: Model): Model => {
  if (detailLines(model) === 0) return model
  const first = actedOn(model) ?? threadsOf(model)[0]
  return first === undefined ? model : withChoice(model, { thread: threadKey(first.agent) })
}

/** The thread so many places further. */
export const movedThread = (model: Model, by: number): Model => {
  const threads = threadsOf(model)
  const next = threads[Math.max(0, Math.min(positionOfThread(model) + by, threads.length - 1))]
  return next === undefined ? withChoice(model, { thread: null }) : withChoice(model, { thread: threadKey(next.agent) })
}
