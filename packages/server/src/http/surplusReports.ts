/** Keeps reports from growing without end: which threads make room for a new one. Pure. */
import { isActive } from "@opensessions/protocol/Agent"
import type { SessionId } from "@opensessions/protocol/Ids"
import { type Thread, threadKey } from "@opensessions/runtime/agents/Thread"

/** Threads kept of a session that nobody but their reports knows of. */
export const maxReportedThreads = 50

const isReported = ({ evidence }: Thread): boolean => evidence.size === 1 && evidence.has("api")

/** Those at rest go before those at work or waiting, and the oldest first. */
const leastWanted = (a: Thread, b: Thread): number =>
  Number(isActive(a.verdict.status)) - Number(isActive(b.verdict.status)) || a.lastActivityAt - b.lastActivityAt

/** What is to be forgotten when this thread is reported in that session. */
export const surplusReports = (
  threads: ReadonlyMap<string, Thread>,
  session: SessionId,
  reported: Pick<Thread, "agent" | "threadId">
): ReadonlyArray<Thread> => {
  if (threads.has(threadKey(reported.agent, reported.threadId))) return []
  const known = [...threads.values()].filter((thread) => isReported(thread) && thread.place.sessions.includes(session))
  return known.sort(leastWanted).slice(0, Math.max(0, known.length + 1 - maxReportedThreads))
}
