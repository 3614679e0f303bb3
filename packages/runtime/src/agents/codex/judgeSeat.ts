/** Says what is new of a seat, looks at its screen where that is due, and puts off the rest. */
import { Clock, Effect, Option } from "effect"
import { statementsOf } from "../statements.ts"
import type { CodexWatch } from "./CodexWatch.ts"
import { judgeAt, lookAt, watchesScreen } from "./lookPlan.ts"
import { classifyScreen } from "./screen.ts"
import type { Seat } from "./Seat.ts"
import { knowledgeOf } from "./seatKnowledge.ts"
import { Signal } from "./Signal.ts"

/** A moment may be passed a little early by the timer's own rounding. */
const dueSlackMillis = 2

const look = Effect.fnUntraced(function* (watch: CodexWatch, seat: Seat) {
  if (seat.paneId === null) return
  const screen = yield* Effect.option(watch.panes.look(seat.paneId))
  const state = Option.isNone(screen) ? null : classifyScreen(screen.value)
  seat.look = { at: yield* Clock.currentTimeMillis, state }
})

const earlier = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other)

/** To be called after anything about the seat has changed. */
export const judgeSeat = Effect.fnUntraced(function* (watch: CodexWatch, seat: Seat) {
  if (watch.seats.get(seat.process.pid) !== seat) return
  const wanted = lookAt(seat)
  if (wanted !== null && wanted <= (yield* Clock.currentTimeMillis) + dueSlackMillis) yield* look(watch, seat)
  const now = yield* Clock.currentTimeMillis
  const { events, said, wait } = statementsOf(seat.said, knowledgeOf(seat, now), { now, saidAt: seat.saidAt })
  seat.said = said
  if (events.length > 0) {
    seat.saidAt = now
    watch.emit(events)
  }
  const waited = seat.wroteAt !== null && seat.wroteAt > (seat.look?.at ?? 0)
  if (!waited && watchesScreen(seat, now)) yield* watch.awaitWrite(seat)
  const next = earlier(earlier(lookAt(seat), judgeAt(seat, now)), wait === null ? null : now + wait)
  if (next === null || (seat.dueAt !== null && seat.dueAt <= next && seat.dueAt > now)) return
  seat.dueAt = Math.max(next, now + 10)
  yield* watch.later(seat.dueAt - now, Signal.SeatDue({ pid: seat.process.pid }))
})
