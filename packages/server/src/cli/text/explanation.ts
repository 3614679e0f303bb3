/** Why an agent is shown as it is, as `opensessions explain` prints it. Pure. */
import type { ExplainedEvidence, Explanation } from "@opensessions/protocol/api/Explanation"
import { cleanText } from "@opensessions/protocol/cleanText"
import type { Paint } from "./paint.ts"
import { age } from "./age.ts"

const state = (status: string | null, reason: string | null): string =>
  status === null ? "(taken back)" : reason === null ? status : `${status} (${reason})`

const evidenceLine = (evidence: ExplainedEvidence, width: number, paint: Paint): string => {
  const line =
    `${evidence.won ? "→" : " "} ${evidence.rank}. ${evidence.source.padEnd(width)}  ` +
    `${state(evidence.status, evidence.reason)}, ${age(evidence.age)} ago: ${cleanText(evidence.detail)}`
  return `  ${evidence.won ? paint.green(line) : paint.dim(line)}`
}

/** The lines for one thread; `now` is in milliseconds since the epoch. */
export const explanationLines = (thread: Explanation, now: number, paint: Paint): ReadonlyArray<string> => {
  const name = cleanText(thread.threadName ?? thread.threadId)
  const where = [
    thread.paneId === null ? "no pane" : `pane ${thread.paneId}`,
    ...thread.sessions.map((session) => `session ${cleanText(session.name)} (${session.id})`),
    ...(thread.pid === null ? [] : [`process ${thread.pid}`])
  ]
  const ordered = [...thread.evidence].sort((a, b) => a.rank - b.rank)
  const width = Math.max(0, ...ordered.map(({ source }) => source.length))
  return [
    `${paint.bold(cleanText(thread.agent))} ${name}: ${paint.bold(state(thread.status, thread.statusReason))} for ${age(now - thread.since)}`,
    `  ${cleanText(thread.because)}`,
    `  ${where.join(", ")}; ${cleanText(thread.placedBy)}`,
    ...ordered.map((evidence) => evidenceLine(evidence, width, paint))
  ]
}
