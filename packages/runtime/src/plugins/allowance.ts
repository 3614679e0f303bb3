/** How much somebody from outside may say: a store that fills by itself. What is taken from an empty one waits. */
import { Clock, Effect } from "effect"

/** So much may come at once, and so much each second for ever. */
export interface Bounds {
  readonly burst: number
  readonly perSecond: number
}

/** Takes so much, and waits where there is too little. */
export type Take = (amount: number) => Effect.Effect<void>

/** How often it is looked whether a flood is over; nothing looks while there is none. */
const lookEach = "1 second"

/** `tellFlood` is called each time that it begins or stops to be too much. */
export const allowance = Effect.fnUntraced(function* (
  { burst, perSecond }: Bounds,
  tellFlood: (flood: boolean) => void
) {
  const scope = yield* Effect.scope
  let left = burst
  let filledAt = yield* Clock.currentTimeMillis
  let flood = false
  const tell = (now: boolean) => {
    if (now !== flood) tellFlood((flood = now))
  }
  const fill = Effect.map(Clock.currentTimeMillis, (now) => {
    left = Math.min(burst, left + ((now - filledAt) / 1000) * perSecond)
    filledAt = now
  })
  const untilOver = Effect.gen(function* () {
    while (left < burst / 2) yield* Effect.andThen(Effect.sleep(lookEach), fill)
    tell(false)
  })
  yield* Effect.addFinalizer(() => Effect.sync(() => tell(false)))

  const take: Take = Effect.fnUntraced(function* (amount) {
    yield* fill
    left -= amount
    if (left >= 0) return
    if (!flood) {
      tell(true)
      yield* Effect.forkIn(untilOver, scope)
    }
    yield* Effect.sleep((-left / perSecond) * 1000)
  })
  return take
})
