/** Turns what a watcher knows of a thread into events: only what differs from what it said before. */
import type { AgentStatus, EvidenceSource } from "@opensessions/protocol/Agent"
import {
  type AgentEvent,
  type Evidence,
  noDetails,
  type ThreadDetails,
  type ThreadIdentity
} from "@opensessions/protocol/AgentEvent"

/** All that a watcher knows of a thread now. A source without evidence says nothing, or not any more. */
export interface Knowledge {
  readonly agent: string
  readonly threadId: string
  readonly identity: ThreadIdentity
  readonly details: ThreadDetails
  /** In the order in which changes are to be said. */
  readonly evidence: ReadonlyArray<Evidence>
}

/** What was said last, and how many small changes may follow without a wait. */
export interface Said extends Knowledge {
  readonly credit: number
}

/** What is new, and what can wait. */
export interface Statements {
  readonly events: ReadonlyArray<AgentEvent>
  readonly said: Said
  /** Something changed that can wait, and was not said: the milliseconds until it should be. */
  readonly wait: number | null
}

/** Small changes are said this often at most, figures (tokens, time of the last activity) that often. */
export const smallMillis = 250
export const figuresMillis = 1_000
/**
 * So many small changes may follow one another; then one in `figuresMillis`. Fifty agents that call tools all the time
 * would otherwise have the state written 200 times a second.
 */
export const maxCredit = 4

const isWork = (status: AgentStatus | null): boolean => status === "running" || status === "tool-running"

const sameEvidence = (a: Evidence, b: Evidence): boolean =>
  a.status === b.status && a.reason === b.reason && a.at === b.at && a.detail === b.detail

/** From one kind of work to another: a tool that begins or ends. Some agents do it many times a second. */
const isSmall = (then: Evidence, now: Evidence): boolean =>
  isWork(then.status) && isWork(now.status) && then.reason === now.reason

const sameIdentity = (a: ThreadIdentity, b: ThreadIdentity): boolean =>
  a.pid === b.pid &&
  a.cwd === b.cwd &&
  a.paneId === b.paneId &&
  (a.ancestors === b.ancestors || a.ancestors.join() === b.ancestors.join())

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

const withdrawn = ({ source, at }: Evidence): Evidence => ({
  source,
  status: null,
  reason: null,
  at,
  detail: "says nothing now"
})

const bySource = (knowledge: Knowledge | null): ReadonlyMap<EvidenceSource, Evidence> =>
  new Map((knowledge?.evidence ?? []).map((one) => [one.source, one]))

/** When it is, and when something was said of the thread last. */
export interface Moment {
  readonly now: number
  readonly saidAt: number
}

/** A moment that all threads have in common, so that what fifty of them let wait is one change of the state. */
const commonMoment = (at: number): number => Math.ceil(at / smallMillis) * smallMillis

/** For how long a change that is not large has to wait; zero: not at all. */
const waitOf = (isStatus: boolean, credit: number, { now, saidAt }: Moment): number => {
  // A clock that was set back must not make anybody silent.
  if (now < saidAt) return 0
  const pause = isStatus ? Math.max(smallMillis, (1 - credit) * figuresMillis) : figuresMillis
  return Math.max(0, commonMoment(saidAt + pause) - now)
}

const creditAfter = (before: Said | null, { now, saidAt }: Moment, isSmallChange: boolean): number => {
  if (before === null) return maxCredit
  const earned = Math.max(0, now - saidAt) / figuresMillis
  return Math.min(maxCredit, before.credit + earned) - (isSmallChange ? 1 : 0)
}

/** What is new since `before`. What is withdrawn comes last. */
export const statementsOf = (before: Said | null, now: Knowledge, moment: Moment): Statements => {
  const then = bySource(before)
  const there = bySource(now)
  const changes: Array<Evidence> = []
  let large = before === null || !sameIdentity(before.identity, now.identity) || !sameWords(before.details, now.details)
  for (const one of now.evidence) {
    const old = then.get(one.source)
    if (old !== undefined && sameEvidence(old, one)) continue
    changes.push(one)
    large ||= old === undefined || !isSmall(old, one)
  }
  for (const [source, old] of then) {
    if (there.has(source)) continue
    changes.push(withdrawn(old))
    large = true
  }
  if (before !== null && !large) {
    if (changes.length === 0 && sameFigures(before.details, now.details))
      return { events: [], said: before, wait: null }
    const wait = waitOf(changes.length > 0, before.credit, moment)
    if (wait > 0) return { events: [], said: before, wait }
  }
  const { agent, details, identity, threadId } = now
  const report = (evidence: Evidence | null, told: ThreadDetails): AgentEvent => ({
    _tag: "ThreadReported",
    agent,
    threadId,
    identity,
    details: told,
    evidence
  })
  const [first, ...rest] = changes
  return {
    events: [report(first ?? null, details), ...rest.map((one) => report(one, noDetails))],
    said: { ...now, credit: creditAfter(before, moment, !large && changes.length > 0) },
    wait: null
  }
}
