import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { allowance } from "../../src/plugins/allowance.ts"

const settled = Effect.forEach(Array.from({ length: 20 }), () => Effect.yieldNow)

const filled = Effect.fnUntraced(function* () {
  const floods: Array<boolean> = []
  const take = yield* allowance({ burst: 10, perSecond: 2 }, (flood) => floods.push(flood))
  return { floods, take }
})

describe("an allowance", () => {
  it.effect("gives at once what it has, and the rest as it fills", () =>
    Effect.gen(function* () {
      const { floods, take } = yield* filled()
      yield* take(10)
      assert.deepStrictEqual(floods, [])
      const waiting = yield* Effect.forkChild(take(4), { startImmediately: true })
      yield* TestClock.adjust("1900 millis")
      assert.isUndefined(waiting.pollUnsafe())
      yield* TestClock.adjust("100 millis")
      yield* Fiber.join(waiting)
      assert.deepStrictEqual(floods, [true])
    })
  )

  it.effect("says that the flood is over when it is half full, though nobody takes any more", () =>
    Effect.gen(function* () {
      const { floods, take } = yield* filled()
      yield* Effect.forkChild(take(14), { startImmediately: true })
      yield* TestClock.adjust("4 seconds")
      yield* settled
      assert.deepStrictEqual(floods, [true])
      yield* TestClock.adjust("1 second")
      yield* settled
      assert.deepStrictEqual(floods, [true, false])
    })
  )

  it.effect("says that the flood is over when its scope ends", () =>
    Effect.gen(function* () {
      const floods: Array<boolean> = []
      yield* Effect.scoped(
        Effect.gen(function* () {
          const take = yield* allowance({ burst: 1, perSecond: 1 }, (flood) => floods.push(flood))
          yield* Effect.forkChild(take(100), { startImmediately: true })
        })
      )
      assert.deepStrictEqual(floods, [true, false])
    })
  )
})
