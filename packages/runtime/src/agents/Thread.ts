/** A thread as the store keeps it: every piece of evidence, what was decided from it, and where the thread belongs. */
import type { AgentStatus, EvidenceSource } from "@opensessions/protocol/Agent"
import type { Evidence, ThreadDetails, ThreadIdentity } from "@opensessions/protocol/AgentEvent"
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"

/** The decided state of a thread and the evidence that decided it. */
export interface Verdict {
  readonly status: AgentStatus
  readonly reason: string | null
  readonly source: EvidenceSource
  /** When it became true, in milliseconds since the epoch. */
  readonly at: number
  /** The time of the most specific statement: it tells the outcomes of two turns apart. */
  readonly saidAt: number
  /** The sources that decided: the one that gave the class of state, and the one that told which. */
  readonly deciders: ReadonlyArray<EvidenceSource>
  /** Why this evidence won, for `explain`. */
  readonly because: string
}

/** Where a thread belongs: its pane, and every session that has this pane's window. Empty: not of this tmux server. */
export interface Place {
  readonly paneId: PaneId | null
  readonly sessions: ReadonlyArray<SessionId>
}

export const nowhere: Place = { paneId: null, sessions: [] }

export interface Thread {
  readonly agent: string
  readonly threadId: string
  readonly identity: ThreadIdentity
  readonly details: ThreadDetails
  readonly evidence: ReadonlyMap<EvidenceSource, Evidence>
  readonly verdict: Verdict
  /** Since when `verdict.status` holds. */
  readonly since: number
  /** When the current or last turn began; older outcomes belong to an earlier turn. */
  readonly turnStartedAt: number
  readonly lastActivityAt: number
  readonly unseen: boolean
  readonly place: Place
  /** Since when its process is stopped and nothing was heard of it; milliseconds since the epoch. */
  readonly stoppedAt: number | null
  /** Its process ended. */
  readonly exited: { readonly at: number; readonly detail: string } | null
}

/** The key of a thread among all agents. */
export const threadKey = (agent: string, threadId: string): string => `${agent} ${threadId}`
