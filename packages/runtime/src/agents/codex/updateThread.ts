/** Reads what is new of a thread, and says what follows from it. */
import { Effect } from "effect"
import { type CodexThread, roleOf } from "./CodexThread.ts"
import type { CodexWatch } from "./CodexWatch.ts"
import { syncThreads } from "./followThreads.ts"
import { chooseHeld } from "./heldThreads.ts"
import { judgeSeat } from "./judgeSeat.ts"
import { matchSeats } from "./matchSeats.ts"
import { readRollout } from "./readRollout.ts"

/** Seats that have something to do with a thread: they show it, hold it, or show one above it. */
const concerned = (watch: CodexWatch, thread: CodexThread) => {
  const isBelow = (above: CodexThread): boolean => above.children.some((child) => child === thread || isBelow(child))
  return [...watch.seats.values()].filter(
    (seat) => seat.thread === thread || seat.held.includes(thread.id) || (seat.thread !== null && isBelow(seat.thread))
  )
}

/** To be called when its rollout may have grown. */
export const updateThread = Effect.fnUntraced(function* (watch: CodexWatch, thread: CodexThread) {
  const { open: wasOpen } = thread.rollout
  const role = roleOf(thread)
  const started = thread.rollout.turn?.startedAt ?? null
  const children = thread.rollout.children.length
  if (!(yield* readRollout(watch, thread))) return
  const home = watch.homes.get(thread.paths.root)
  const begins = thread.rollout.turn?.startedAt !== started || roleOf(thread) !== role
  for (const seat of concerned(watch, thread)) {
    if (begins && home !== undefined && seat.held.includes(thread.id)) yield* chooseHeld(watch, home, seat)
    yield* judgeSeat(watch, seat)
  }
  if (home === undefined) return
  if (begins || thread.rollout.open !== wasOpen) yield* matchSeats(watch, home)
  if (children === thread.rollout.children.length && role !== null) return
  yield* syncThreads(watch)
  // Threads below it are known from now on.
  for (const seat of concerned(watch, thread)) yield* judgeSeat(watch, seat)
})
