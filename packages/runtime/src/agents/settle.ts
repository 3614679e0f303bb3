/** What an agent event does to a thread: pure transitions, unseen marks and lifecycle included. */
import { type EvidenceSource, isTerminal } from "@opensessions/protocol/Agent"
import {
  type AgentEvent,
  type Evidence,
  noDetails,
  type ThreadDetails,
  type ThreadIdentity
} from "@opensessions/protocol/AgentEvent"
import { afterExit, beginsTurn, rank, turnSlackMs, whileStopped } from "./rank.ts"
import type { Place, Thread, Verdict } from "./Thread.ts"

type Reported = Extract<AgentEvent, { readonly _tag: "ThreadReported" }>

/** What is known of a thread from before this daemon: its last state and whether somebody saw it. */
export interface EarlierThread {
  readonly status: string
  readonly since: number
  readonly unseen: boolean
}

export interface Surroundings {
  readonly place: (identity: ThreadIdentity) => Place
  /** Somebody looks at this thread's pane: the active pane of an attached, focused client. */
  readonly watched: (place: Place) => boolean
  /** This process is stopped now. */
  readonly stopped: (pid: number | null) => boolean
  readonly earlier: EarlierThread | null
  /** Outcomes older than this are history, not news; milliseconds since the epoch. */
  readonly startedAt: number
}

const newer = <A>(next: A | null, before: A | null): A | null => next ?? before

const mergeDetails = (before: ThreadDetails, next: ThreadDetails): ThreadDetails => ({
  threadName: newer(next.threadName, before.threadName),
  lastUserPrompt: newer(next.lastUserPrompt, before.lastUserPrompt),
  model: newer(next.model, before.model),
  tokens: newer(next.tokens, before.tokens),
  subagents: newer(next.subagents, before.subagents),
  lastActivityAt: newer(next.lastActivityAt, before.lastActivityAt)
})

const mergeIdentity = (before: ThreadIdentity, next: ThreadIdentity): ThreadIdentity => ({
  pid: newer(next.pid, before.pid),
  ancestors: next.ancestors.length > 0 || next.pid !== null ? next.ancestors : before.ancestors,
  paneId: newer(next.paneId, before.paneId),
  tmuxSession: newer(next.tmuxSession, before.tmuxSession),
  cwd: newer(next.cwd, before.cwd)
})

const addEvidence = (
  before: ReadonlyMap<EvidenceSource, Evidence>,
  evidence: Evidence | null
): ReadonlyMap<EvidenceSource, Evidence> => {
  if (evidence === null) return before
  const all = new Map(before)
  if (evidence.status === null) all.delete(evidence.source)
  else all.set(evidence.source, evidence)
  return all
}

const silent = (at: number): Verdict => ({
  status: "idle",
  reason: null,
  source: "process",
  at,
  saidAt: at,
  deciders: [],
  because: "no source says more than that it is there"
})

/** The same status again, but as the outcome of another turn (one so short that its work was never reported). */
const isNewOutcome = (before: Verdict, after: Verdict): boolean =>
  isTerminal(after.status) && after.saidAt > before.saidAt + turnSlackMs

/** An outcome from before this daemon is news only if it differs from what the former daemon knew. */
const unseenFromBefore = (verdict: Verdict, earlier: EarlierThread | null): boolean =>
  earlier !== null && (earlier.status !== verdict.status || earlier.unseen)

const unseenAfter = (before: Thread | null, verdict: Verdict, place: Place, around: Surroundings): boolean => {
  if (!isTerminal(verdict.status) || around.watched(place)) return false
  if (before !== null && before.verdict.status === verdict.status && !isNewOutcome(before.verdict, verdict)) {
    return before.unseen
  }
  if (before !== null && before.verdict.status !== "idle") return true
  return verdict.saidAt >= around.startedAt || unseenFromBefore(verdict, around.earlier)
}

type Unsettled = Omit<Thread, "verdict" | "since" | "unseen" | "turnStartedAt">

/** Gives the thread the state that its evidence now amounts to. */
const settle = (before: Thread | null, next: Unsettled, at: number, around: Surroundings): Thread => {
  const turnBefore = before?.turnStartedAt ?? 0
  const ranked = rank(next.evidence.values(), turnBefore) ?? silent(before?.verdict.at ?? at)
  const verdict = next.stoppedAt === null ? ranked : whileStopped(ranked, next.stoppedAt)
  const changed = before === null || before.verdict.status !== verdict.status || isNewOutcome(before.verdict, verdict)
  return {
    ...next,
    verdict,
    turnStartedAt: beginsTurn(before?.verdict ?? null, verdict) ? verdict.at : turnBefore,
    since: changed ? verdict.at : before.since,
    lastActivityAt: Math.max(next.lastActivityAt, verdict.at),
    unseen: unseenAfter(before, verdict, next.place, around)
  }
}

/** Sources that only a living agent feeds: after an exit they mean that it is back. */
const reviving: ReadonlySet<EvidenceSource> = new Set(["registry", "hook", "plugin", "api", "process"])

/** They speak for what a thread does, and a terminal only for what is in front there. */
const ownWords: ReadonlySet<EvidenceSource> = new Set(["registry", "hook", "plugin", "api", "database", "transcript"])

/** Since when it is stopped, after this report. What goes on all the same does not stop with its screen's process. */
const stoppedAfter = (before: Thread | null, event: Reported, around: Surroundings): number | null => {
  if (before === null) return around.stopped(event.identity.pid) ? around.startedAt : null
  const { stoppedAt } = before
  if (stoppedAt === null || event.evidence === null || !ownWords.has(event.evidence.source)) return stoppedAt
  return event.evidence.at > stoppedAt ? null : stoppedAt
}

/** Their words are of the moment: where one is older than the word before it, the clock was set back. */
const speakOfNow: ReadonlySet<EvidenceSource> = new Set(["registry", "title", "hook", "plugin", "api"])

/** As if its turn had begun by the clock of now. */
const byClockOf = (evidence: Evidence | null, before: Thread | null): Thread | null => {
  if (evidence === null || before === null || !speakOfNow.has(evidence.source)) return before
  const wasSetBack = evidence.at < (before.evidence.get(evidence.source)?.at ?? 0) - turnSlackMs
  return wasSetBack ? { ...before, turnStartedAt: Math.min(before.turnStartedAt, evidence.at) } : before
}

/** A report: new or better evidence, identity or details. */
export const report = (before: Thread | null, event: Reported, around: Surroundings): Thread => {
  if (before !== null && before.exited !== null && !(event.evidence !== null && reviving.has(event.evidence.source))) {
    return { ...before, details: mergeDetails(before.details, event.details) }
  }
  const identity = before === null ? event.identity : mergeIdentity(before.identity, event.identity)
  const details = mergeDetails(before?.details ?? noDetails, event.details)
  const at = event.evidence?.at ?? event.details.lastActivityAt ?? before?.lastActivityAt ?? around.startedAt
  const base = {
    agent: event.agent,
    threadId: event.threadId,
    identity,
    details,
    evidence: addEvidence(before?.evidence ?? new Map(), event.evidence),
    lastActivityAt: Math.max(before?.lastActivityAt ?? 0, details.lastActivityAt ?? 0),
    place: around.place(identity),
    stoppedAt: stoppedAfter(before, event, around),
    exited: null
  }
  return settle(byClockOf(event.evidence, before), base, at, around)
}

/** Its process was stopped, or goes on (`null`). */
export const stop = (before: Thread, at: number | null, around: Surroundings): Thread =>
  settle(before, { ...before, stoppedAt: at }, at ?? before.lastActivityAt, around)

/** Its process ended. Null where nothing is left to show: it was at rest and somebody had seen that. */
export const exit = (before: Thread, at: number, detail: string, around: Surroundings): Thread | null => {
  if (before.exited !== null) return before
  const verdict = afterExit(before, at, detail)
  const changed = verdict.status !== before.verdict.status
  const unseen = changed ? !around.watched(before.place) : before.unseen
  if (!unseen) return null
  return { ...before, verdict, since: changed ? verdict.at : before.since, unseen, exited: { at, detail } }
}

/** Somebody saw it. Null where the thread was only kept to be seen. */
export const see = (before: Thread): Thread | null => {
  if (!before.unseen) return before
  return before.exited !== null ? null : { ...before, unseen: false }
}
