/** Why threads are shown as they are: pure, from the model. */
import { urgency } from "@opensessions/protocol/Agent"
import type { Explanation } from "@opensessions/protocol/api/Explanation"
import { byTrust } from "../agents/rank.ts"
import type { Thread } from "../agents/Thread.ts"
import type { Model } from "./Model.ts"

/** Shorter beginnings of a thread id would fit by chance. */
const shortestThreadId = 4

const means = (target: string) => (thread: Thread) =>
  thread.place.paneId === target ||
  thread.agent === target ||
  thread.details.threadName === target ||
  thread.threadId === target ||
  (target.length >= shortestThreadId && thread.threadId.startsWith(target))

const placedBy = ({ exited, identity, place }: Thread): string => {
  if (place.sessions.length === 0) return "nothing: no pane of this tmux server is among the ancestors of its process"
  if (exited !== null && place.paneId === null) return "the session that it was in when its pane closed"
  if (identity.ancestors.length > 0) return `process ${identity.pid ?? identity.ancestors[0]}, which runs in the pane`
  if (place.paneId !== null) return "the pane that the sender named"
  if (identity.tmuxSession !== null) return "the session that the sender named"
  return "its working directory"
}

const explain = (model: Model, thread: Thread, now: number): Explanation => ({
  agent: thread.agent,
  threadId: thread.threadId,
  threadName: thread.details.threadName,
  status: thread.verdict.status,
  statusReason: thread.verdict.reason,
  since: thread.since,
  unseen: thread.unseen,
  pid: thread.exited === null ? thread.identity.pid : null,
  cwd: thread.identity.cwd,
  paneId: thread.place.paneId,
  sessions: thread.place.sessions.map((id) => ({ id, name: model.topology.sessions.get(id)?.name ?? id })),
  placedBy: placedBy(thread),
  because: thread.verdict.because,
  evidence: byTrust(thread.evidence.values()).map((evidence, i) => ({
    ...evidence,
    age: now - evidence.at,
    rank: i + 1,
    won: thread.exited === null && thread.verdict.deciders.includes(evidence.source)
  }))
})

/** The threads that a pane id, an agent's name, a thread's name or (the beginning of) its id means, the most urgent first. */
export const explainThreads = (model: Model, target: string, now: number): ReadonlyArray<Explanation> =>
  [...model.threads.values()]
    .filter(means(target))
    .map((thread) => explain(model, thread, now))
    .toSorted((a, b) => urgency(a) - urgency(b) || a.since - b.since)
