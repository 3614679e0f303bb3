/**
 * What each source says of a seat now. A source that can't tell says nothing: a plain title stands at rest and at a
 * plan's question alike, and so does the daemon's `idle`; an outcome from before the process began is history.
 */
import type { Evidence } from "@opensessions/protocol/AgentEvent"
import { visibleText } from "../visibleText.ts"
import { askedBelow, type CodexThread } from "./CodexThread.ts"
import type { Turn } from "./rolloutState.ts"
import type { Seat } from "./Seat.ts"

/** The process' own clock is right to a second only. */
const startSlackMillis = 2_000
/** A title that turns alone, without a turn in the files, is believed after this time: at start-up it turns for 90 ms. */
export const aloneMillis = 500
/** After a turn with a plan the question about it is on the screen within this time. */
export const planMillis = 1_500
/** When a screen was looked at this long after an edge it shows what follows the edge. */
const drawnMillis = 100

/** Whether the screen was looked at since. */
export const lookedSince = ({ look }: Seat, at: number): boolean => look !== null && look.at >= at + drawnMillis

export const isRest = (turn: Turn): boolean =>
  turn.status === "done" || turn.status === "error" || turn.status === "interrupted" || turn.status === "idle"

/** The last turn of its thread, unless it is from before the process began. */
export const turnOf = ({ process, thread }: Seat): Turn | null => {
  const turn = thread?.rollout.turn ?? null
  return turn === null || turn.at < process.startedAt - startSlackMillis ? null : turn
}

/** Whether the end of a turn with a plan waits for a look: until then nobody knows whether it asks or rests. */
export const awaitsPlan = (seat: Seat, now: number): boolean => {
  const turn = turnOf(seat)
  return turn !== null && turn.planned && !lookedSince(seat, turn.at) && now < turn.at + planMillis
}

const says = (
  source: Evidence["source"],
  status: Evidence["status"],
  reason: string | null,
  at: number,
  detail: string
): Evidence => ({ source, status, reason, at, detail })

const askingTitle = (seat: Seat): Evidence | null => {
  const { at } = seat.title
  const seen = lookedSince(seat, at) ? (seat.look?.state ?? null) : null
  // A question that may be answered later stays in the title while it works on.
  if (seen?.status === "running") return null
  const known = turnOf(seat)?.reason === "question" ? "question" : "permission"
  return says(
    "title",
    "waiting",
    seen?.status === "waiting" ? seen.reason : known,
    at,
    "the title says Action Required"
  )
}

const titleEvidence = (seat: Seat, now: number): Evidence | null => {
  const { at, state } = seat.title
  if (state === "asks") return askingTitle(seat)
  if (state !== "working") return null
  const turn = turnOf(seat)
  if (turn === null || isRest(turn)) {
    const since = Math.max(at, turn?.at ?? 0)
    const seen = lookedSince(seat, since) ? (seat.look?.state ?? null) : null
    if (seen !== null && seen.status !== "running") return null
    // It began to turn after the last turn's end, and no other turn has begun.
    if ((turn === null || turn.at < at) && now < since + aloneMillis) return null
  }
  return says("title", "running", null, at, "the title's spinner turns")
}

const liveEvidence = (thread: CodexThread | null): Evidence | null => {
  if (thread === null || thread.live === null) return null
  const { at, status } = thread.live
  const of = (state: Evidence["status"], reason: string | null) =>
    says("api", state, reason, at, `the daemon says ${status}`)
  if (status === "approval" || askedBelow(thread)) return of("waiting", "permission")
  switch (status) {
    case "working":
      return of("running", null)
    case "input":
      return of("waiting", "question")
    case "failed":
      return of("error", null)
    case "idle":
      return thread.rollout.turn?.planned === true ? null : of("idle", null)
    case "unloaded":
      return null
  }
}

/** A look is good until anything else changes. */
export const freshScreen = ({ look, thread, title }: Seat): Seat["look"] => {
  if (look === null || look.state === null) return null
  const changedAt = Math.max(title.at, thread?.rollout.lastActivityAt ?? 0, thread?.live?.at ?? 0)
  return look.at < changedAt ? null : look
}

/** How a turn ended is news where the files have it open, or where no files are known and the title has turned. */
const isNews = (seat: Seat): boolean => {
  const turn = turnOf(seat)
  return seat.thread === null ? seat.title.spoke : turn !== null && !isRest(turn)
}

const screenEvidence = (seat: Seat): Evidence | null => {
  const look = freshScreen(seat)
  if (look === null || look.state === null) return null
  const { detail, reason, status } = look.state
  // That it works is told by others; nothing would tell that it does not any more.
  if (status === "running" || (status !== "waiting" && !isNews(seat))) return null
  return says("screen", status, reason, look.at, `the screen ${detail}`)
}

/** The database repeats the rollout a few milliseconds later: it speaks where the rollout is missing or behind. */
const databaseEvidence = ({ process, thread }: Seat): Evidence | null => {
  const stored = thread?.stored?.turn ?? null
  const turn = thread?.rollout.turn ?? null
  if (stored === null || (turn !== null && (turn.id === stored.id || turn.startedAt >= stored.startedAt))) return null
  const at = stored.endedAt ?? stored.startedAt
  if (at < process.startedAt - startSlackMillis) return null
  return says("database", stored.status, stored.failure?.reason ?? null, at, `turn is ${stored.status}`)
}

const transcriptEvidence = (seat: Seat, now: number): Evidence | null => {
  const turn = turnOf(seat)
  if (turn === null) return null
  if (awaitsPlan(seat, now))
    return says("transcript", "running", null, turn.startedAt, "the turn ended with a plan; the screen is looked at")
  return says("transcript", turn.status, turn.reason, turn.at, visibleText(turn.detail))
}

const processEvidence = ({ foundAt, process }: Seat): Evidence =>
  says("process", "idle", null, process.startedAt || foundAt, `Codex runs as process ${process.pid}`)

/**
 * What every source says at this moment; those that say nothing are left out. In the order in which changes are to be
 * said so that no step between shows a wrong state: work and waits by trust, rest the other way round.
 */
export const evidenceOf = (seat: Seat, now: number): ReadonlyArray<Evidence> => {
  const byTrust = [
    titleEvidence(seat, now),
    liveEvidence(seat.thread),
    screenEvidence(seat),
    databaseEvidence(seat),
    transcriptEvidence(seat, now),
    processEvidence(seat)
  ].filter((one) => one !== null)
  const first = byTrust[0]?.status
  return first === "running" || first === "tool-running" || first === "waiting" ? byTrust : byTrust.toReversed()
}
