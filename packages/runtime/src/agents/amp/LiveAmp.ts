/** A process of Amp with its thread, as far as it is known. */
import type { AgentStatus } from "@opensessions/protocol/Agent"
import type { AgentProcess } from "../AgentProcess.ts"
import type { AmpThread } from "./threadDocument.ts"
import type { AmpTitle } from "./title.ts"

export interface LiveAmp {
  readonly process: AgentProcess
  /** Where Amp keeps its data; null where that is unknown. */
  readonly data: string | null
  /** What its words or `session.json` name. */
  threadId: string | null
  thread: AmpThread | null
  /** When the thread's file was written last with this state. */
  changedAt: number
  title: { readonly now: AmpTitle | null; readonly at: number }
  /** The spinner turned, and stopped then. */
  stoppedAt: number | null
}

export const newLiveAmp = (process: AgentProcess, data: string | null, threadId: string | null): LiveAmp => ({
  process,
  data,
  threadId,
  thread: null,
  changedAt: 0,
  title: { now: null, at: 0 },
  stoppedAt: null
})

/** The thread of its process, where it is known. */
export const threadOf = ({ thread, threadId }: LiveAmp): string | null => threadId ?? thread?.id ?? null

/** What the thread's file says of a turn of this process. */
export const presentStatus = ({ changedAt, process, thread }: LiveAmp): AgentStatus | null =>
  thread?.turn == null || changedAt < process.startedAt ? null : thread.turn.status
