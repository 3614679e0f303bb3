/** What a new state document means for the journal: pure. */
import { type Agent, isTerminal } from "@opensessions/protocol/Agent"
import type { HistoryEntry } from "@opensessions/protocol/History"
import type { Session, State } from "@opensessions/protocol/State"
import { threadKey } from "../agents/Thread.ts"

/** The last entry of each thread that is there. */
export type Standing = ReadonlyMap<string, HistoryEntry>

/** An outcome that is told twice, by two sources or before and after a restart, differs by less. */
const sameOutcomeMillis = 2000

const changed = (before: HistoryEntry | undefined, agent: Agent): boolean =>
  before === undefined ||
  before.status !== agent.status ||
  (isTerminal(agent.status) && agent.since > before.at + sameOutcomeMillis)

const entryOf = (session: Session, agent: Agent, before: HistoryEntry | undefined): HistoryEntry => ({
  // Never before the one that it follows, whatever the sources say of their times.
  at: Math.max(agent.since, before?.at ?? 0),
  session: session.name,
  sessionId: session.id,
  agent: agent.agent,
  threadId: agent.threadId,
  threadName: agent.threadName,
  paneId: agent.paneId,
  status: agent.status,
  reason: agent.statusReason
})

export const goneAt =
  (at: number) =>
  (entry: HistoryEntry): HistoryEntry => ({ ...entry, at: Math.max(at, entry.at), status: null, reason: null })

/** The entries that are new, and how threads stand after them. A thread in several sessions is entered once. */
export const journalEntries = (
  standing: Standing,
  sessions: State["sessions"],
  now: number
): { readonly entries: ReadonlyArray<HistoryEntry>; readonly standing: Standing } => {
  const after = new Map<string, HistoryEntry>()
  const entries: Array<HistoryEntry> = []
  for (const session of sessions) {
    for (const agent of session.agents) {
      const key = threadKey(agent.agent, agent.threadId)
      if (after.has(key)) continue
      const before = standing.get(key)
      const entry = changed(before, agent) ? entryOf(session, agent, before) : before!
      if (entry !== before) entries.push(entry)
      after.set(key, entry)
    }
  }
  for (const [key, entry] of standing) if (!after.has(key)) entries.push(goneAt(now)(entry))
  return { entries: entries.sort((a, b) => a.at - b.at), standing: after }
}
