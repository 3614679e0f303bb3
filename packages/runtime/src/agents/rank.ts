/**
 * Ranks evidence: the highest source that says anything decides what class of state the thread is in (working, waiting,
 * at rest); within that class the most specific statement of the sources below it names status and reason.
 * So a live record that says `idle` and a transcript that says `error` together give `error`, but a transcript that
 * still says `running` can't keep a thread working that its live record calls idle.
 */
import { type AgentStatus, type EvidenceSource, isTerminal } from "@opensessions/protocol/Agent"
import type { Evidence } from "@opensessions/protocol/AgentEvent"
import type { Thread, Verdict } from "./Thread.ts"

/** The order of trust; equal figures are decided by time. */
const trust: Readonly<Record<EvidenceSource, number>> = {
  registry: 0,
  title: 1,
  hook: 2,
  plugin: 2,
  api: 2,
  screen: 3,
  database: 4,
  transcript: 5,
  process: 6
}

type StateClass = "working" | "waiting" | "rest"

const classOf = (status: AgentStatus): StateClass => {
  switch (status) {
    case "running":
    case "tool-running":
      return "working"
    case "waiting":
      return "waiting"
    default:
      return "rest"
  }
}

/** How much a statement says beyond its class. */
const specificity = (evidence: Evidence): number => {
  const named = evidence.status === "running" || evidence.status === "idle" ? 0 : 2
  return named + (evidence.reason === null ? 0 : 1)
}

/**
 * An outcome counts for the turn that it ended. The files' and the screen's clocks differ by less than this from the
 * live record's (the largest difference in the recordings is 645 ms).
 */
export const turnSlackMs = 1000

/** Evidence in the order of trust, newest first among equals; of one time by name, so that it is always the same order. */
export const byTrust = (evidence: Iterable<Evidence>): ReadonlyArray<Evidence> =>
  [...evidence].sort((a, b) => trust[a.source] - trust[b.source] || b.at - a.at || (a.source < b.source ? -1 : 1))

/** Called at moments: what ends without one (Escape, a refusal) leaves the last word standing. */
const tellsMoments: ReadonlySet<EvidenceSource> = new Set(["hook", "plugin"])
/** They read what the agent shows or keeps, whenever that changes. */
const readsState: ReadonlySet<EvidenceSource> = new Set(["screen", "database", "transcript"])

/**
 * Whether something else has been seen since a hook or plugin spoke. A wait is told of before the files have all that led to
 * it, so only later work contradicts a wait.
 */
const isOvertaken = (moment: Evidence, all: ReadonlyArray<Evidence>): boolean =>
  moment.status !== null &&
  tellsMoments.has(moment.source) &&
  all.some(({ at, source, status }) => {
    if (status === null || moment.status === null || !readsState.has(source)) return false
    if (classOf(status) === classOf(moment.status)) return false
    const early = moment.status === "waiting" && classOf(status) === "working" ? turnSlackMs : 0
    return at > moment.at + early
  })

/** The words of more trusted sources that do not count any more, for `explain`. */
const overtakenWords = (passed: ReadonlyArray<Evidence>): string =>
  passed.map(({ source, status }) => `; ${source} said ${status} before something else was seen`).join("")

/** Decides a thread's state. Null where no source says anything. Pure: the order in which evidence came does not matter. */
export const rank = (evidence: Iterable<Evidence>, turnStartedAt: number): Verdict | null => {
  const said = byTrust(evidence).filter((e) => e.status !== null)
  const ordered = said.filter((e) => !isOvertaken(e, said))
  const first = ordered[0]
  if (first === undefined || first.status === null) return null
  const passed = overtakenWords(said.slice(0, said.indexOf(first)))
  const wanted = classOf(first.status)
  let best = first
  for (const candidate of ordered.slice(1)) {
    if (candidate.status === null || classOf(candidate.status) !== wanted) continue
    if (wanted === "rest" && candidate.at < turnStartedAt - turnSlackMs) continue
    if (specificity(candidate) > specificity(best)) best = candidate
  }
  if (wanted === "rest" && first === best && first.status !== "idle" && first.at < turnStartedAt - turnSlackMs) {
    const because = `its outcome is of an earlier turn${passed}`
    return {
      status: "idle",
      reason: null,
      source: first.source,
      at: first.at,
      saidAt: first.at,
      deciders: [first.source],
      because
    }
  }
  return {
    status: best.status ?? first.status,
    reason: best.reason,
    source: first.source,
    at: best === first ? first.at : Math.max(first.at, best.at),
    saidAt: best.at,
    deciders: best === first ? [first.source] : [first.source, best.source],
    because:
      best === first
        ? `${first.source} is the most trusted source that says anything${passed}`
        : `${first.source} says ${first.status}, ${best.source} says which: ${best.status}${passed}`
  }
}

/** Whether a verdict begins a turn: work after rest. */
export const beginsTurn = (before: Verdict | null, after: Verdict): boolean =>
  classOf(after.status) !== "rest" && (before === null || classOf(before.status) === "rest")

/** The state of a thread whose process is stopped: it neither works nor can it be answered. */
export const whileStopped = (verdict: Verdict, at: number): Verdict =>
  classOf(verdict.status) === "rest"
    ? verdict
    : {
        status: "idle",
        reason: "suspended",
        source: "process",
        at,
        saidAt: at,
        deciders: [],
        because: `its process is stopped; before, ${verdict.because}`
      }

/** What they said of a turn's end stands when the process is gone; a title or a live record may not have been brought up to date. */
const outlasts: ReadonlySet<EvidenceSource> = new Set(["hook", "plugin", "api", "database", "transcript"])

/** The end of the turn that was going on, where the agent wrote it down before it left. */
const writtenEnd = ({ evidence, turnStartedAt }: Thread): Verdict | null => {
  const lasting = [...evidence.values()].filter(({ source }) => outlasts.has(source))
  const verdict = rank(lasting, turnStartedAt)
  return verdict !== null && isTerminal(verdict.status) && verdict.saidAt >= turnStartedAt ? verdict : null
}

/** The state of a thread whose process is gone: never working. */
export const afterExit = (thread: Thread, at: number, detail: string): Verdict => {
  const worked = classOf(thread.verdict.status) !== "rest"
  const end = worked ? writtenEnd(thread) : thread.verdict
  return end === null
    ? { status: "stale", reason: "exited", source: "process", at, saidAt: at, deciders: [], because: detail }
    : { ...end, because: `${end.because}; then ${detail}` }
}
