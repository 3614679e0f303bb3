/** Says what is new of a seat, looks at its screen where that is due, and puts off the rest. */
import { Clock, Effect } from "effect"
import type { CodexWatch } from "./CodexWatch.ts"
import { judgeAt, lookAt, watchesScreen } from "./lookPlan.ts"
import { classifyScreen } from "./screen.ts"
import type { Seat } from "./Seat.ts"

/** A moment may be passed a little early by the timer's own rounding. */
const dueSlackMillis = 2
const leastMillis = 10
/** A dialog that is redrawn again and again is looked at this often at most. */
const writePauseMillis = 400

const look = Effect.fnUntraced(function* (watch: CodexWatch, seat: Seat) {
  const screen = yield* watch.look(seat.process)
  const state = screen === null ? null : classifyScreen(screen)
  seat.look = { at: yield* Clock.currentTimeMillis, state }
})

const earlier = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other)

const onWritten = Effect.fnUntraced(function* (watch: CodexWatch, seat: Seat): Effect.fn.Return<void> {
  seat.wroteAt = yield* Clock.currentTimeMillis
  yield* judgeSeat(watch, seat)
})

/** To be called after anything about the seat has changed. */
export const judgeSeat = Effect.fnUntraced(function* (watch: CodexWatch, seat: Seat): Effect.fn.Return<void> {
  const { pid } = seat.process
  if (watch.seats.get(pid) !== seat) return
  const wanted = lookAt(seat)
  if (wanted !== null && wanted <= (yield* Clock.currentTimeMillis) + dueSlackMillis) yield* look(watch, seat)
  yield* watch.speak(seat.process)
  const now = yield* Clock.currentTimeMillis
  const waited = seat.wroteAt !== null && seat.wroteAt > (seat.look?.at ?? 0)
  if (!waited && watchesScreen(seat, now))
    yield* watch.onWrite(seat.process, () => writePauseMillis, onWritten(watch, seat))
  const next = earlier(lookAt(seat), judgeAt(seat, now))
  if (next === null) return yield* watch.letGo(`judge ${pid}`)
  const again = watch.soon(Effect.suspend(() => judgeSeat(watch, seat)))
  yield* watch.beside(`judge ${pid}`, Effect.delay(again, Math.max(leastMillis, next - now)))
})
