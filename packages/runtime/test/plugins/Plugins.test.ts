import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Queue, Ref, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Places } from "../../src/config/Places.ts"
import { Settings } from "../../src/config/Settings.ts"
import { PluginFailed, type PluginHealth } from "../../src/plugins/Plugin.ts"
import { type PluginNews, PluginRunner } from "../../src/plugins/PluginRunner.ts"
import { Plugins } from "../../src/plugins/Plugins.ts"
import { SessionStore } from "../../src/store/SessionStore.ts"
import { placesForTest } from "../config/placesForTest.ts"

const failed = (reason: string) => Effect.fail(new PluginFailed({ plugin: "p", reason }))

const runs = (news: PluginNews) => Effect.andThen(news.started, Effect.never)

/** A daemon with one plugin `p`, which at each start does what `run` says. */
const daemon = Effect.fnUntraced(function* (
  run: (news: PluginNews, start: number) => Effect.Effect<never, PluginFailed>
) {
  const notices = yield* Ref.make<string | null>(null)
  const starts = yield* Queue.unbounded<number>()
  let started = 0
  const runner = Layer.mock(PluginRunner, {
    run: (_, news) =>
      Effect.suspend(() => {
        started += 1
        Queue.offerUnsafe(starts, started)
        return run(news, started)
      })
  })
  const store = Layer.mock(SessionStore, {
    submit: (fact) => (fact._tag === "NoticeChanged" ? Ref.set(notices, fact.text) : Effect.void)
  })
  const settings = Layer.mock(Settings, { current: Effect.succeed({ plugins: ["p"] }), changes: Stream.never })
  const surroundings = Layer.mergeAll(runner, store, settings, Layer.effect(Places, placesForTest))
  const context = yield* Layer.build(Plugins.layer.pipe(Layer.provide(surroundings)))
  const health = Effect.map(Context.get(context, Plugins).health, ([first]): PluginHealth | undefined => first)
  return { health, notice: Ref.get(notices), starts }
})

const settled = Effect.forEach(Array.from({ length: 50 }), () => Effect.yieldNow)

/** Lets time pass. */
const after = (seconds: number) => Effect.andThen(TestClock.adjust(`${seconds} seconds`), settled)

describe("Plugins", () => {
  it.effect("one that has started runs", () =>
    Effect.gen(function* () {
      const { health, notice } = yield* daemon(runs)
      yield* settled
      assert.strictEqual((yield* health)?.state, "running")
      assert.isNull(yield* notice)
    })
  )

  it.effect.each<[string, Effect.Effect<never, PluginFailed>, string]>([
    ["fails", failed("no luck\nat all"), "no luck"],
    ["fails in a way that nobody thought of", Effect.die(new Error("a bug\nwith a stack")), "a bug"],
    ["gives a reason to steer the terminal with", failed("\u001b[2Jgone"), "[2Jgone"],
    ["gives an endless reason", failed("x".repeat(9999)), `${"x".repeat(299)}…`]
  ])("one that %s is named, and started again later and later", ([, run, reason]) =>
    Effect.gen(function* () {
      const { health, notice, starts } = yield* daemon(() => run)
      yield* settled
      assert.strictEqual(yield* notice, `plugin p failed: ${reason}`)
      for (const seconds of [1, 2, 4]) yield* after(seconds)
      assert.deepStrictEqual(yield* Queue.takeAll(starts), [1, 2, 3, 4])
      const now = yield* health
      assert.deepStrictEqual([now?.state, now?.failures, now?.lastFailure], ["retrying", 4, reason])
    })
  )

  it.effect("one that works at the second try is quiet again a while later", () =>
    Effect.gen(function* () {
      const { health, notice } = yield* daemon((news, start) => (start === 1 ? failed("not yet") : runs(news)))
      yield* settled
      yield* after(1)
      assert.strictEqual((yield* health)?.state, "running")
      assert.strictEqual(yield* notice, "plugin p failed: not yet")
      yield* after(10)
      assert.isNull(yield* notice)
    })
  )

  it.effect("one that fails each time a moment after its start is named all the time", () =>
    Effect.gen(function* () {
      const { notice, starts } = yield* daemon((news) =>
        Effect.andThen(news.started, Effect.delay(failed("soon"), "3 seconds"))
      )
      yield* settled
      yield* after(3)
      for (let second = 0; second < 20; second++) {
        assert.strictEqual(yield* notice, "plugin p failed: soon")
        yield* after(1)
      }
      assert.isAbove((yield* Queue.takeAll(starts)).length, 2)
    })
  )

  it.effect("one that ran for a while is started again soon, however often it failed before", () =>
    Effect.gen(function* () {
      const { starts } = yield* daemon((news, start) =>
        start <= 3 ? failed("no") : Effect.andThen(news.started, Effect.delay(failed("later"), "1 minute"))
      )
      yield* settled
      yield* after(1 + 2 + 4)
      assert.deepStrictEqual(yield* Queue.takeAll(starts), [1, 2, 3, 4])
      yield* after(61)
      assert.deepStrictEqual(yield* Queue.takeAll(starts), [5])
    })
  )

  it.effect("one that says too much is named until it does not", () =>
    Effect.gen(function* () {
      const { health, notice } = yield* daemon((news) =>
        Effect.gen(function* () {
          yield* news.started
          news.throttled(true)
          yield* Effect.sleep("5 seconds")
          news.throttled(false)
          return yield* Effect.never
        })
      )
      yield* settled
      assert.strictEqual(yield* notice, "plugin p says too much and is slowed down")
      assert.isTrue((yield* health)?.throttled)
      yield* after(5)
      assert.isNull(yield* notice)
    })
  )
})
