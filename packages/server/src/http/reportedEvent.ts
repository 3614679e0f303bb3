/** What an agent's own report means as evidence. Pure. */
import type { AgentReport } from "@opensessions/protocol/api/AgentReportApi"
import { AgentEvent, noDetails, type ThreadIdentity } from "@opensessions/protocol/AgentEvent"

/** What had to be asked of the system: the process's ancestors, and the directory without links. */
export interface Surroundings {
  readonly now: number
  readonly lineage: ReadonlyArray<number>
  readonly realDirectory: string | null
}

const placeName = (report: AgentReport): string => report.paneId ?? report.tmuxSession ?? report.projectDir ?? ""

export const reportedIdentity = (report: AgentReport, around: Surroundings): ThreadIdentity => ({
  pid: report.pid ?? null,
  ancestors: around.lineage,
  paneId: report.paneId ?? null,
  tmuxSession: report.tmuxSession ?? null,
  cwd: around.realDirectory
})

/** A clock of the sender's that goes wrong must not make its word the newest for ever. */
const momentOf = (report: AgentReport, now: number): number => Math.min(report.ts ?? now, now)

/** A report without a thread is about the one thread of its agent in that place. */
export const reportedEvent = (report: AgentReport, around: Surroundings): AgentEvent => {
  const at = momentOf(report, around.now)
  return AgentEvent.cases.ThreadReported.make({
    agent: report.agent,
    threadId: report.threadId ?? `api:${placeName(report)}`,
    identity: reportedIdentity(report, around),
    details: {
      ...noDetails,
      threadName: report.threadName || null,
      lastUserPrompt: report.lastUserPrompt || null,
      lastActivityAt: at
    },
    evidence: {
      source: "api",
      status: report.status,
      reason: report.statusReason || null,
      at,
      detail: `reported ${report.status}`
    }
  })
}
