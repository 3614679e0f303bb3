/** Seats whose processes have their threads' files open: an exact answer, without the shared daemon always there. */
import { Effect } from "effect"
import { basename } from "node:path"
import { bindSeat } from "./bindSeat.ts"
import type { CodexHome } from "./CodexHome.ts"
import { lockThread, rolloutThread } from "./codexPaths.ts"
import { type CodexThread, roleOf } from "./CodexThread.ts"
import type { CodexWatch } from "./CodexWatch.ts"
import { followThread, syncThreads } from "./followThreads.ts"
import type { Seat } from "./Seat.ts"

/** When a thread was taken up, or its last turn began: a person sees the one with the latest. */
const usedAt = (home: CodexHome, thread: CodexThread): number =>
  Math.max(home.locks.get(thread.id) ?? thread.bornAt ?? 0, thread.rollout.turn?.startedAt ?? 0)

/**
 * The thread that a seat shows among those that it holds. One of which nothing is known yet may be a subagent's while
 * the present one works; at rest it is the person's next one.
 */
export const shownAmong = (seat: Seat, threads: ReadonlyArray<CodexThread>, home: CodexHome): CodexThread | null => {
  const present = seat.thread !== null && threads.includes(seat.thread) ? seat.thread : null
  let best = present
  for (const thread of threads) {
    const role = roleOf(thread)
    if (role === "subagent" || role === "other") continue
    if (role === null && present !== null && present.rollout.open) continue
    if (best === null || usedAt(home, thread) > usedAt(home, best)) best = thread
  }
  return best
}

/** Chooses anew among the threads that a seat holds. */
export const chooseHeld = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome, seat: Seat) {
  const threads = seat.held.flatMap((id) => watch.threads.get(id) ?? [])
  const shown = shownAmong(seat, threads, home)
  if (shown !== null) yield* bindSeat(watch, seat, shown, "held")
})

/** Asks the seats' processes which threads they hold. `patient`: a new thread may still turn out to be a subagent's. */
export const askHeld = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome, patient: boolean) {
  for (const seat of watch.seats.values()) {
    if (seat.paths.root !== home.paths.root) continue
    const ids = new Set<string>()
    const rollouts = new Map<string, string>()
    for (const path of yield* watch.details.openFiles(seat.process.pid)) {
      const name = basename(path)
      const id = lockThread(name) ?? rolloutThread(name)
      if (id === null) continue
      ids.add(id)
      if (name.startsWith("rollout-")) rollouts.set(id, path)
    }
    seat.held = [...ids]
    for (const id of ids) {
      const thread = yield* followThread(watch, home, id)
      thread.path ??= rollouts.get(id) ?? null
    }
    if (!patient || seat.thread === null) yield* chooseHeld(watch, home, seat)
  }
  yield* syncThreads(watch)
})
