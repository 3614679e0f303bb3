import { AgentEvent, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import { eventBounds, limitedWatcher, mostThreads } from "../../src/plugins/limitedWatcher.ts"

const reported = (threadId: string, threadName: string | null = null) =>
  AgentEvent.cases.ThreadReported.make({
    agent: "x",
    threadId,
    identity: unknownIdentity,
    details: { ...noDetails, threadName },
    evidence: null
  })

const limited = (events: Stream.Stream<AgentEvent>) => {
  const floods: Array<boolean> = []
  return { floods, events: limitedWatcher({ name: "w", events }, "p: w", (flood) => floods.push(flood)).events }
}

describe("a plugin's watcher", () => {
  it.effect("says what it says, with texts of a bounded length", () =>
    Effect.gen(function* () {
      const { events, floods } = limited(Stream.make(reported("a", "x".repeat(9999))))
      const [event] = yield* Stream.runCollect(events)
      assert.strictEqual(event?._tag === "ThreadReported" ? event.details.threadName?.length : 0, 500)
      assert.deepStrictEqual(floods, [])
    })
  )

  it.effect("that floods is slowed down, and named while it does", () =>
    Effect.gen(function* () {
      const many = eventBounds.burst + eventBounds.perSecond * 10
      const { events, floods } = limited(Stream.range(1, many).pipe(Stream.map(() => reported("a"))))
      const start = yield* Clock.currentTimeMillis
      const fiber = yield* Effect.forkChild(Stream.runCount(events), { startImmediately: true })
      yield* TestClock.adjust("9 seconds")
      assert.deepStrictEqual(floods, [true])
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(yield* Fiber.join(fiber), many)
      assert.isAtMost((yield* Clock.currentTimeMillis) - start, 11_000)
      assert.deepStrictEqual(floods, [true, false])
    })
  )

  it.effect.each<[string, Stream.Stream<AgentEvent>, string]>([
    ["no event", Stream.make({ _tag: "ThreadReported", agent: 1 } as never), "no agent event"],
    ["endless names", Stream.make(reported("x".repeat(9999))), "endless names"],
    ["endless threads", Stream.range(0, mostThreads).pipe(Stream.map((n) => reported(`${n}`))), "more than 200 threads"]
  ])("fails on %s", ([, said, reason]) =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(Effect.flip(Stream.runDrain(limited(said).events)), {
        startImmediately: true
      })
      yield* TestClock.adjust("1 minute")
      assert.include((yield* Fiber.join(fiber)).message, reason)
    })
  )
})
