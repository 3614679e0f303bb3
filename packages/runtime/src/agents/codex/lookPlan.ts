/**
 * When a seat's screen is worth a look, and when time alone changes what is known. A look is taken at an edge or where
 * sources differ; a dialog that nothing else tells of is looked at again when its terminal is written to.
 */
import { mayAsk } from "./rolloutState.ts"
import type { Seat } from "./Seat.ts"
import { aloneMillis, awaitsPlan, freshScreen, isRest, lookedSince, planMillis, turnOf } from "./seatEvidence.ts"

/** From an edge to the look: the screen follows. */
const edgeMillis = 150
/** The second look after a plan, where the first came too early. */
const laterMillis = 700
/** Sources that differ for longer than this do not just follow one another. */
const conflictMillis = 1_000
/** An approval is put on the screen 0.95 s after the call. */
const askMillis = 1_200
/** A process that just began has its dialogs on the screen after this time. */
const beginMillis = 1_500
/** For so long its screen is watched while it has no thread. */
const beginningMillis = 60_000

type Moments = ReadonlyArray<number | null>

/** Edges that are always worth a look. */
const edges = (seat: Seat): Moments => {
  const { title } = seat
  const turn = turnOf(seat)
  const planned = turn !== null && turn.planned
  const screen = freshScreen(seat)?.state ?? null
  return [
    title.state === "asks" && !lookedSince(seat, title.at) ? title.at + edgeMillis : null,
    planned && !lookedSince(seat, turn.at) ? turn.at + edgeMillis : null,
    planned && screen?.status !== "waiting" && !lookedSince(seat, turn.at + laterMillis - edgeMillis)
      ? turn.at + laterMillis
      : null,
    // The end of a turn whose files are not known.
    seat.thread === null && title.spoke && title.state === "plain" && !lookedSince(seat, title.at)
      ? title.at + edgeMillis
      : null,
    turn === null && title.state === "plain" && seat.look === null ? seat.foundAt + beginMillis : null
  ]
}

/** Whether the screen shows a dialog that nothing else tells of: what comes next on the screen is its end, or more of it. */
const showsDialog = (seat: Seat): boolean => {
  if (freshScreen(seat)?.state?.status !== "waiting" || seat.title.state === "asks") return false
  const live = seat.thread?.live?.status
  return live !== "approval" && live !== "input"
}

/** Until its first thread is there a process may show one dialog after another. */
const begins = (seat: Seat, now: number): boolean =>
  seat.thread === null && !seat.title.spoke && now < seat.foundAt + beginningMillis

/** Whether a call may ask at any time, a second time for what failed, say, without a title or a daemon that would tell. */
const mayAskUntold = (seat: Seat): boolean => {
  const { thread, title } = seat
  const turn = turnOf(seat)
  if (thread === null || turn === null || isRest(turn)) return false
  return !title.spoke && thread.live === null && mayAsk(thread.rollout)
}

/** Whether what comes next on the screen is worth a look. */
export const watchesScreen = (seat: Seat, now: number): boolean =>
  seat.look !== null && (showsDialog(seat) || begins(seat, now) || mayAskUntold(seat))

/** Its terminal was written to after a look, while that is being watched. */
const redrawn = (seat: Seat): Moments => {
  const { look, wroteAt } = seat
  return look === null || wroteAt === null || wroteAt <= look.at ? [] : [wroteAt + edgeMillis]
}

/** Sources that differ. */
const conflicts = (seat: Seat): Moments => {
  const { thread, title } = seat
  const turn = turnOf(seat)
  const moments: Array<number | null> = []
  const lookAfter = (since: number, millis: number) => moments.push(lookedSince(seat, since) ? null : since + millis)
  if (title.state === "working" && (turn === null || isRest(turn)))
    lookAfter(Math.max(title.at, turn?.at ?? 0), conflictMillis)
  if (turn !== null && !isRest(turn) && title.state === "plain") {
    if (title.spoke) lookAfter(Math.max(title.at, turn.startedAt), conflictMillis)
    else if (thread?.live === null && mayAsk(thread.rollout))
      lookAfter(thread.rollout.lastActivityAt ?? turn.at, askMillis)
  }
  return moments
}

/** What time alone changes. */
const turnsOfTime = (seat: Seat, now: number): Moments => {
  const turn = turnOf(seat)
  const alone = seat.title.state === "working" && (turn === null || (isRest(turn) && turn.at < seat.title.at))
  const since = seat.title.at + aloneMillis
  return [awaitsPlan(seat, now) && turn !== null ? turn.at + planMillis : null, alone && now < since ? since : null]
}

const earliest = (moments: Moments): number | null => {
  const times = moments.filter((at) => at !== null)
  return times.length === 0 ? null : Math.min(...times)
}

/** When to look at the screen; a moment that is over means now. Null where nothing asks for it. */
export const lookAt = (seat: Seat): number | null =>
  seat.process.pane === null ? null : earliest([...edges(seat), ...redrawn(seat), ...conflicts(seat)])

/** When to judge the seat anew although nothing else happens. Always in the future. */
export const judgeAt = (seat: Seat, now: number): number | null =>
  earliest(turnsOfTime(seat, now).filter((at) => at !== null && at > now))
