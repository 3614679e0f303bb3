/** Puts a thread on a seat: one seat shows it, and one row. */
import { Effect } from "effect"
import type { CodexThread } from "./CodexThread.ts"
import type { CodexWatch } from "./CodexWatch.ts"
import { judgeSeat } from "./judgeSeat.ts"
import type { Bond, Seat } from "./Seat.ts"

/** The seat that shows this thread. */
export const seatOf = (watch: CodexWatch, threadId: string): Seat | null => {
  for (const seat of watch.seats.values()) if (seat.thread?.id === threadId) return seat
  return null
}

/** `thread: null` takes away what was guessed wrong. */
export const bindSeat = Effect.fnUntraced(function* (
  watch: CodexWatch,
  seat: Seat,
  thread: CodexThread | null,
  bond: Bond
) {
  const other = thread === null || seat.thread === thread ? null : seatOf(watch, thread.id)
  const changed = seat.thread !== thread
  seat.thread = thread
  seat.bond = thread === null ? null : bond
  if (!changed) return
  // The row goes over before the other seat lets it go.
  yield* judgeSeat(watch, seat)
  if (other === null) return
  other.thread = null
  other.bond = null
  yield* judgeSeat(watch, other)
})
