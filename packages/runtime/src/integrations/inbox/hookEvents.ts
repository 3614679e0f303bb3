/** Whose a hook's word is, and what it says to the store. Pure. */
import {
  AgentEvent,
  type Evidence,
  noDetails,
  type ThreadIdentity,
  unknownIdentity
} from "@opensessions/protocol/AgentEvent"
import type { PaneId } from "@opensessions/protocol/Ids"
import type { Thread } from "../../agents/Thread.ts"
import { threadKey } from "../../agents/Thread.ts"
import { firstLine, visibleText } from "../../agents/visibleText.ts"
import type { HookReport } from "../reports/HookReport.ts"
import type { Reporter } from "../reports/reporters.ts"

/** A report with what is known about who gave it. */
export interface Told {
  readonly agent: string
  readonly reporter: Reporter
  readonly report: HookReport
  readonly paneId: PaneId | null
  /** The agent's process and its ancestors, nearest first; empty where nothing is left of it or nothing can be known. */
  readonly lineage: ReadonlyArray<number>
  /** The moment of the event, in milliseconds since the epoch. */
  readonly at: number
}

/** Watchers name a thread after its process until they know its id. */
const isProvisional = ({ threadId }: Thread): boolean => threadId.startsWith("process-")

const isOfProcess = (thread: Thread, { lineage, paneId }: Told): boolean =>
  lineage.length > 0
    ? thread.identity.pid !== null && lineage.includes(thread.identity.pid)
    : paneId !== null && thread.place.paneId === paneId

/** The thread that is there and is meant; null where there is none. */
export const threadTold = (threads: ReadonlyMap<string, Thread>, told: Told): Thread | null => {
  const { agent, report, reporter } = told
  const named = report.threadId === null ? undefined : threads.get(threadKey(agent, report.threadId))
  if (named !== undefined) return named.exited === null ? named : null
  if (!reporter.ownProcess) return null
  const ofProcess = [...threads.values()].filter(
    (thread) =>
      thread.agent === agent &&
      thread.exited === null &&
      (report.threadId === null || reporter.makesThreads || isProvisional(thread)) &&
      isOfProcess(thread, told)
  )
  return ofProcess.length === 1 ? (ofProcess[0] ?? null) : null
}

const evidenceOf = ({ at, report, reporter }: Told): Evidence | null =>
  report.state === null
    ? null
    : {
        ...report.state,
        source: reporter.source,
        at,
        detail: `${reporter.source} ${visibleText(report.detail).slice(0, 80)}`
      }

/** Calls that run side by side come in no more than this out of order; a word that is older still was told after the clock was set back. */
const disorderMillis = 10_000

/** Calls run side by side: the word of an earlier moment may come later. And who knows of a wait needs no reminder. */
const isNews = (thread: Thread, { at, report, reporter }: Told): boolean => {
  const before = thread.evidence.get(reporter.source)
  if (before === undefined) return true
  const isOld = before.at > at && before.at - at < disorderMillis
  return !isOld && !(report.reminder && before.status === "waiting")
}

/** For a thread that its watcher tells about: the state alone. */
export const wordsFor = (thread: Thread, told: Told): ReadonlyArray<AgentEvent> => {
  const evidence = evidenceOf(told)
  if (evidence === null || !isNews(thread, told)) return []
  const { agent, threadId } = thread
  const details = { ...noDetails, lastActivityAt: told.at }
  return [AgentEvent.cases.ThreadReported.make({ agent, threadId, identity: unknownIdentity, details, evidence })]
}

/** Ids and paths come from outside, and are shown. */
const isPlainId = /^[\w.:@/-]{1,200}$/
const plainPath = (path: string | null): string | null =>
  path !== null && path.length < 4096 && /^\/[^\u0000-\u001f\u007f-\u009f]*$/.test(path) ? path : null

/** For a thread that only its hooks tell about, and in whose process there was a `former` one (`/clear`). */
export const wordsForOwn = (
  thread: Thread | null,
  told: Told,
  pid: number,
  former: ReadonlyArray<Thread>
): ReadonlyArray<AgentEvent> => {
  const { agent, at, lineage, paneId, report } = told
  const { threadId } = report
  if (threadId === null || !isPlainId.test(threadId) || (thread !== null && !isNews(thread, told))) return []
  const identity: ThreadIdentity = { ...unknownIdentity, pid, ancestors: lineage, paneId, cwd: plainPath(report.cwd) }
  const prompt = report.prompt === null ? "" : visibleText(report.prompt)
  const details = {
    ...noDetails,
    threadName: firstLine(prompt),
    lastUserPrompt: prompt === "" ? null : prompt,
    lastActivityAt: at
  }
  return [
    ...former.map((one) => AgentEvent.cases.ThreadReplaced.make({ agent, threadId: one.threadId, by: threadId, at })),
    AgentEvent.cases.ThreadReported.make({ agent, threadId, identity, details, evidence: evidenceOf(told) })
  ]
}
