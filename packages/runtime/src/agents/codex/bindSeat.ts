/** Puts a thread on a seat: one seat shows it, and one row. */
import { Clock, Effect } from "effect"
import type { CodexThread } from "./CodexThread.ts"
import type { CodexWatch } from "./CodexWatch.ts"
import { judgeSeat } from "./judgeSeat.ts"
import type { Bond, Seat } from "./Seat.ts"
import { agentName, threadIdOf } from "./seatKnowledge.ts"

/** The seat that shows this thread. */
export const seatOf = (watch: CodexWatch, threadId: string): Seat | null => {
  for (const seat of watch.seats.values()) if (seat.thread?.id === threadId) return seat
  return null
}

const leave = Effect.fnUntraced(function* (watch: CodexWatch, seat: Seat) {
  seat.thread = null
  seat.bond = null
  // Its row goes over to the other seat.
  seat.said = null
  yield* judgeSeat(watch, seat)
})

/** `thread: null` takes away what was guessed wrong. */
export const bindSeat = Effect.fnUntraced(function* (
  watch: CodexWatch,
  seat: Seat,
  thread: CodexThread | null,
  bond: Bond
) {
  if (seat.thread === thread) {
    seat.bond = thread === null ? null : bond
    return
  }
  const other = thread === null ? null : seatOf(watch, thread.id)
  const before = seat.said?.threadId ?? null
  seat.thread = thread
  seat.bond = thread === null ? null : bond
  seat.said = null
  const by = threadIdOf(seat)
  if (before !== null && before !== by) {
    const at = yield* Clock.currentTimeMillis
    watch.emit([{ _tag: "ThreadReplaced", agent: agentName, threadId: before, by, at }])
  }
  if (other !== null) yield* leave(watch, other)
  yield* judgeSeat(watch, seat)
})
