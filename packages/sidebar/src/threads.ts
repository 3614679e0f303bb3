/** Which agent keys act on. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { Session } from "@opensessions/protocol/State"
import { threadKey } from "./list/ListChoice.ts"
import { withChoice } from "./list/withChoice.ts"
import type { AgentTarget } from "./modals/Overlay.ts"
import { cursorSession, type Model } from "./model.ts"

/** A thread with the session that it is shown in. */
export interface ShownThread {
  readonly session: Session
  readonly agent: Agent
}

/** The threads that the detail tells of, from top to bottom. */
export const threadsOf = (model: Model): ReadonlyArray<ShownThread> => {
  const own = cursorSession(model)
  const sessions = model.options.scope === "all" ? model.shown : own === undefined ? [] : [own]
  return sessions.flatMap((session) => session.agents.map((agent) => ({ session, agent })))
}

const positionOfThread = (model: Model): number =>
  threadsOf(model).findIndex(({ agent }) => threadKey(agent) === model.choice.thread)

/** The thread that was gone to; else the most urgent one of the cursor's session. */
export const actedOn = (model: Model): ShownThread | undefined => {
  const threads = threadsOf(model)
  const own = cursorSession(model)
  return threads[positionOfThread(model)] ?? threads.find(({ session }) => session.id === own?.id)
}

/** The same where it can be looked at: in a pane. */
export const targetOf = (model: Model): AgentTarget | null => {
  const thread = actedOn(model)
  if (thread === undefined || thread.agent.paneId === null) return null
  const { agent, paneId, threadId } = thread.agent
  return { agent, threadId, paneId, sessionId: thread.session.id }
}

/** Keys act on the threads from now on, from the most urgent one. */
export const toThreads = (model: Model): Model => {
  const first = actedOn(model) ?? threadsOf(model)[0]
  return first === undefined ? model : withChoice(model, { thread: threadKey(first.agent) })
}

/** The thread so many places further. */
export const movedThread = (model: Model, by: number): Model => {
  const threads = threadsOf(model)
  const next = threads[Math.max(0, Math.min(positionOfThread(model) + by, threads.length - 1))]
  return next === undefined ? withChoice(model, { thread: null }) : withChoice(model, { thread: threadKey(next.agent) })
}
