/** Why a thread has its state: every piece of evidence, in the order of trust, and which one won. */
import type { Evidence } from "@opensessions/protocol/AgentEvent"
import { byTrust } from "../agents/rank.ts"
import type { Thread } from "../agents/Thread.ts"
import type { Model } from "./Model.ts"

/** One piece of evidence with its place in the order of trust, from 1. */
export interface ExplainedEvidence extends Evidence {
  readonly rank: number
  readonly won: boolean
}

export interface ExplainedThread {
  readonly thread: Thread
  readonly evidence: ReadonlyArray<ExplainedEvidence>
}

/** The threads that a pane id, a thread id (or its beginning) or an agent's name means. */
export const explainThreads = (model: Model, target: string): ReadonlyArray<ExplainedThread> =>
  [...model.threads.values()]
    .filter(
      (thread) =>
        thread.place.paneId === target ||
        thread.agent === target ||
        (target.length >= 4 && thread.threadId.startsWith(target))
    )
    .map((thread) => ({
      thread,
      evidence: byTrust(thread.evidence.values()).map((evidence, i) => ({
        ...evidence,
        rank: i + 1,
        won: evidence.source === thread.verdict.source
      }))
    }))
