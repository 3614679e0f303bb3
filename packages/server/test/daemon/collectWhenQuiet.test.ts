import { assert, describe, it } from "@effect/vitest"
import { Effect, Queue, Stream } from "effect"
import { TestClock } from "effect/testing"
import { collectWhenQuiet } from "../../src/daemon/collectWhenQuiet.ts"

const megabyte = 1024 * 1024

const daemon = Effect.gen(function* () {
  const activity = yield* Queue.unbounded<number>()
  const heap = { now: 40 * megabyte, collected: 0 }
  yield* collectWhenQuiet(Stream.fromQueue(activity), {
    used: () => heap.now,
    collect: () => {
      heap.collected++
      heap.now = 20 * megabyte
    }
  }).pipe(Effect.forkScoped({ startImmediately: true }))
  /** Something happens, and then nothing for so long. */
  const work = Effect.fnUntraced(function* (rest: `${number} seconds`) {
    yield* Queue.offer(activity, 1)
    yield* Effect.yieldNow
    yield* TestClock.adjust(rest)
  })
  return { heap, work }
})

describe("garbage of the daemon", () => {
  it.effect("is collected when nothing happens any more, once", () =>
    Effect.gen(function* () {
      const { heap, work } = yield* daemon
      yield* work("11 seconds")
      assert.strictEqual(heap.collected, 1)
      yield* TestClock.adjust("1 hour")
      assert.strictEqual(heap.collected, 1)
    })
  )

  it.effect("is left alone while something happens", () =>
    Effect.gen(function* () {
      const { heap, work } = yield* daemon
      for (let i = 0; i < 20; i++) yield* work("9 seconds")
      assert.strictEqual(heap.collected, 0)
    })
  )

  it.effect("is not worth a collection while it is little", () =>
    Effect.gen(function* () {
      const { heap, work } = yield* daemon
      yield* work("11 seconds")
      heap.now += megabyte
      yield* work("11 seconds")
      assert.strictEqual(heap.collected, 1)
      heap.now += 8 * megabyte
      yield* work("11 seconds")
      assert.strictEqual(heap.collected, 2)
    })
  )

  it.effect("stays where Node was started without a way to collect it", () =>
    collectWhenQuiet(Stream.never, { used: () => 0, collect: undefined })
  )
})
