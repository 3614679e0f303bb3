/** Everything that is known of a seat, ready to be said. */
import type { ThreadDetails, ThreadIdentity } from "@opensessions/protocol/AgentEvent"
import { provisionalThread } from "../AgentProcess.ts"
import type { Knowledge } from "../statements.ts"
import { workingBelow } from "./CodexThread.ts"
import type { Seat } from "./Seat.ts"
import { evidenceOf } from "./seatEvidence.ts"

export const agentName = "codex"

/** Until its thread is known it goes by its process. */
export const threadIdOf = ({ process, thread }: Seat): string => thread?.id ?? provisionalThread(process)

const identityOf = ({ cwd, process, thread }: Seat): ThreadIdentity => ({
  pid: process.pid,
  ancestors: process.lineage,
  paneId: null,
  tmuxSession: null,
  cwd: thread?.rollout.cwd ?? cwd
})

const detailsOf = ({ process, thread }: Seat): ThreadDetails => {
  const rollout = thread?.rollout ?? null
  return {
    threadName: thread?.stored?.name ?? rollout?.name ?? null,
    lastUserPrompt: rollout?.lastPrompt ?? null,
    model: rollout?.model ?? thread?.stored?.model ?? null,
    tokens: rollout?.tokens ?? null,
    subagents: thread === null ? 0 : workingBelow(thread),
    lastActivityAt: rollout?.lastActivityAt ?? (process.startedAt || null)
  }
}

export const knowledgeOf = (seat: Seat, now: number): Knowledge => ({
  agent: agentName,
  threadId: threadIdOf(seat),
  identity: identityOf(seat),
  details: detailsOf(seat),
  evidence: evidenceOf(seat, now)
})
