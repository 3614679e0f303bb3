/** What agent events and looks do to the threads. */
import { type AgentEvent } from "@opensessions/protocol/AgentEvent"
import type { SessionId } from "@opensessions/protocol/Ids"
import { placeOf } from "../agents/attribution.ts"
import { exit, report, see, stop, type Surroundings } from "../agents/settle.ts"
import { type Place, type Thread, threadKey } from "../agents/Thread.ts"
import type { Model } from "./Model.ts"

const watchedIn = (model: Model) => (place: Place) => place.paneId !== null && model.watchedPanes.has(place.paneId)

const around = (model: Model, key: string): Surroundings => ({
  place: (identity) => placeOf(model.where, identity),
  watched: watchedIn(model),
  stopped: (pid) => pid !== null && model.stopped.has(pid),
  earlier: model.earlier.get(key) ?? null,
  startedAt: model.server.startedAt
})

const withThread = (model: Model, key: string, thread: Thread | null): Model => {
  const before = model.threads.get(key)
  if (before === thread || (before === undefined && thread === null)) return model
  const threads = new Map(model.threads)
  if (thread === null) threads.delete(key)
  else threads.set(key, thread)
  return { ...model, threads }
}

/** Applies one agent event. */
export const reduceAgentEvent = (model: Model, event: AgentEvent): Model => {
  const key = threadKey(event.agent, event.threadId)
  const before = model.threads.get(key)
  switch (event._tag) {
    case "ThreadReported":
      return withThread(model, key, report(before ?? null, event, around(model, key)))
    case "ThreadExited":
      return before === undefined
        ? model
        : withThread(model, key, exit(before, event.at, event.detail, around(model, key)))
    case "ThreadSeen":
      return before === undefined ? model : withThread(model, key, see(before))
    case "ThreadReplaced":
    case "ThreadForgotten":
      return withThread(model, key, null)
  }
}

const mapThreads = (model: Model, change: (thread: Thread) => Thread | null): Model => {
  let threads: Map<string, Thread> | null = null
  for (const [key, thread] of model.threads) {
    const next = change(thread)
    if (next === thread) continue
    threads ??= new Map(model.threads)
    if (next === null) threads.delete(key)
    else threads.set(key, next)
  }
  return threads === null ? model : { ...model, threads }
}

/** Processes were stopped, or go on. */
export const stopThreads = (before: Model, pids: ReadonlySet<number>, at: number): Model => {
  const model = { ...before, stopped: pids }
  const isNews = ({ exited, identity: { pid } }: Thread) =>
    exited === null && pid !== null && pids.has(pid) !== before.stopped.has(pid)
  return mapThreads(model, (thread) => {
    if (!isNews(thread)) return thread
    const isStopped = pids.has(thread.identity.pid ?? 0)
    return stop(thread, isStopped ? at : null, around(model, threadKey(thread.agent, thread.threadId)))
  })
}

/** Somebody acted on a session or on one of its threads. */
export const seeThreads = (model: Model, sessionId: SessionId, threadId: string | null): Model =>
  mapThreads(model, (thread) =>
    thread.place.sessions.includes(sessionId) && (threadId === null || thread.threadId === threadId)
      ? see(thread)
      : thread
  )

/** Somebody came to these sessions: what has no pane to be seen in is seen now. */
export const visitSessions = (model: Model, visited: ReadonlySet<SessionId>): Model => {
  if (visited.size === 0) return model
  const seen = mapThreads(model, (thread) =>
    thread.place.paneId === null && thread.place.sessions.some((id) => visited.has(id)) ? see(thread) : thread
  )
  const notified = new Set([...seen.notified].filter((id) => !visited.has(id)))
  return notified.size === seen.notified.size ? seen : { ...seen, notified }
}

const samePlace = (a: Place, b: Place): boolean =>
  a.paneId === b.paneId && a.sessions.length === b.sessions.length && a.sessions.every((id, i) => id === b.sessions[i])

/**
 * After the topology changed: threads move with their panes, and what is looked at is seen. A thread whose pane closed
 * stays with its session (its end is told apart, and may come a moment later), one that ended leaves with its session.
 */
export const replaceThreads = (model: Model): Model =>
  mapThreads(model, (thread) => {
    const found = placeOf(model.where, thread.identity)
    const alive = thread.place.sessions.filter((id) => model.topology.sessions.has(id))
    if (found.sessions.length === 0 && alive.length === 0 && thread.exited !== null) return null
    const place = found.sessions.length === 0 ? { paneId: null, sessions: alive } : found
    const moved = samePlace(place, thread.place) ? thread : { ...thread, place }
    return watchedIn(model)(place) ? see(moved) : moved
  })
