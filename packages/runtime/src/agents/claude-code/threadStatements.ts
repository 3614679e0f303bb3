/** Turns what is known of a thread into events: only what differs from what was said before. */
import type { EvidenceSource } from "@opensessions/protocol/Agent"
import {
  type AgentEvent,
  type Evidence,
  noDetails,
  type ThreadDetails,
  type ThreadIdentity
} from "@opensessions/protocol/AgentEvent"
import { detailsOf, identityOf } from "./threadDetails.ts"
import { evidenceOf } from "./threadEvidence.ts"
import { isAtWork, type ThreadFacts } from "./threadFacts.ts"

export const agentName = "claude-code"

/** What the store knows of a thread from us. */
export interface Said {
  readonly threadId: string
  readonly identity: ThreadIdentity
  readonly details: ThreadDetails
  readonly evidence: ReadonlyMap<EvidenceSource, Evidence>
}

export interface Statements {
  readonly events: ReadonlyArray<AgentEvent>
  readonly said: Said
  /** Something changed that can wait, and was not said: the milliseconds until it should be. */
  readonly wait: number | null
}

const sameEvidence = (a: Evidence | null, b: Evidence | null): boolean =>
  a === b ||
  (a !== null && b !== null && a.status === b.status && a.reason === b.reason && a.at === b.at && a.detail === b.detail)

const sameIdentity = (a: ThreadIdentity, b: ThreadIdentity): boolean =>
  a.pid === b.pid && a.cwd === b.cwd && a.paneId === b.paneId && a.ancestors === b.ancestors

const sameWords = (a: ThreadDetails, b: ThreadDetails): boolean =>
  a.threadName === b.threadName &&
  a.lastUserPrompt === b.lastUserPrompt &&
  a.model === b.model &&
  a.subagents === b.subagents

const sameFigures = (a: ThreadDetails, b: ThreadDetails): boolean =>
  a.lastActivityAt === b.lastActivityAt &&
  a.tokens?.input === b.tokens?.input &&
  a.tokens?.output === b.tokens?.output &&
  a.tokens?.contextUsed === b.tokens?.contextUsed

const withdrawn = (source: EvidenceSource, before: Evidence): Evidence => ({
  source,
  status: null,
  reason: null,
  at: before.at,
  detail: "says nothing of the current turn"
})

/**
 * The live record speaks first when work begins and last when it ends, and what is new before what is withdrawn, so that
 * no step between shows a wrong state.
 */
const inOrder = (changes: ReadonlyArray<Evidence>, recordFirst: boolean): ReadonlyArray<Evidence> => {
  const place = ({ source, status }: Evidence): number => {
    if (source === "registry") return recordFirst ? 0 : 3
    return status === null ? 2 : 1
  }
  return changes.toSorted((a, b) => place(a) - place(b))
}

/** From one kind of work to another: a tool that begins or ends. Some agents do it many times a second. */
const isSmall = (then: Evidence | null, now: Evidence | null): boolean =>
  then?.source === "transcript" && now !== null && isWork(then) && isWork(now) && then.reason === now.reason

const isWork = ({ status }: Evidence): boolean => status === "running" || status === "tool-running"

/** Small changes are said this often at most, figures (tokens, time of the last activity) that often. */
export const smallMillis = 250
export const figuresMillis = 1_000

/** What is new since `before`, which was said `silence` milliseconds ago. */
export const statementsOf = (before: Said | null, facts: ThreadFacts, silence: number): Statements => {
  const { threadId } = facts.record
  const identity = identityOf(facts)
  const details = detailsOf(facts)
  const evidence = new Map<EvidenceSource, Evidence>()
  const changes: Array<Evidence> = []
  let large = before === null || !sameIdentity(before.identity, identity) || !sameWords(before.details, details)
  for (const [source, now] of evidenceOf(facts)) {
    const then = before?.evidence.get(source) ?? null
    if (now !== null) evidence.set(source, now)
    if (sameEvidence(then, now)) continue
    if (!isSmall(then, now)) large = true
    if (now !== null) changes.push(now)
    else if (then !== null) changes.push(withdrawn(source, then))
  }
  if (before !== null && !large) {
    if (changes.length === 0 && sameFigures(before.details, details)) return { events: [], said: before, wait: null }
    const wait = (changes.length > 0 ? smallMillis : figuresMillis) - silence
    if (wait > 0) return { events: [], said: before, wait }
  }

  const report = (one: Evidence | null, told: ThreadDetails): AgentEvent => ({
    _tag: "ThreadReported",
    agent: agentName,
    threadId,
    identity,
    details: told,
    evidence: one
  })
  const [first, ...rest] = inOrder(changes, before === null || isAtWork(facts) !== false)
  return {
    events: [report(first ?? null, details), ...rest.map((one) => report(one, noDetails))],
    said: { threadId, identity, details, evidence },
    wait: null
  }
}
