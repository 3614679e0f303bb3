import type { AgentStatus } from "@opensessions/protocol/Agent"
import { AgentEvent, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Queue, Scope, Stream } from "effect"
import { TestClock } from "effect/testing"
import { AgentWatchers } from "../../src/agents/AgentWatchers.ts"
import { firstDelayMillis, graceMillis } from "../../src/agents/superviseWatcher.ts"
import { type Watcher, WatcherFailed } from "../../src/agents/Watcher.ts"

const reported = (threadId: string, status: AgentStatus = "running") =>
  AgentEvent.cases.ThreadReported.make({
    agent: "x",
    threadId,
    identity: unknownIdentity,
    details: noDetails,
    evidence: { source: "registry", status, reason: null, at: 1, detail: "" }
  })

const failure = new WatcherFailed({ watcher: "w", reason: "the file is broken" })

/** Starts a watcher in a scope of its own and collects what reaches the store. */
const started = Effect.fnUntraced(function* (watcher: Watcher) {
  const watchers = yield* AgentWatchers
  const said = yield* Queue.unbounded<AgentEvent>()
  yield* watchers.events.pipe(
    Stream.runForEach((event) => Queue.offer(said, event)),
    Effect.forkScoped({ startImmediately: true })
  )
  const scope = yield* Scope.make()
  yield* watchers.register(watcher).pipe(Scope.provide(scope))
  return { watchers, said, scope }
})

const tags = (events: ReadonlyArray<AgentEvent>) => events.map((event) => `${event._tag} ${event.threadId}`)

describe("AgentWatchers", () => {
  it.effect("what a watcher says arrives in order", () =>
    Effect.gen(function* () {
      const events = Stream.concat(Stream.make(reported("a"), reported("b")), Stream.never)
      const { said, watchers } = yield* started({ name: "w", events })
      assert.deepStrictEqual(tags(yield* Queue.takeN(said, 2)), ["ThreadReported a", "ThreadReported b"])
      const [health] = yield* watchers.health
      assert.deepInclude(health, { name: "w", state: "running", events: 2, failures: 0 })
    }).pipe(Effect.provide(AgentWatchers.layer))
  )

  it.effect("its threads are forgotten when its scope closes, ended ones excepted", () =>
    Effect.gen(function* () {
      const exited = AgentEvent.cases.ThreadExited.make({ agent: "x", threadId: "b", at: 2, detail: "" })
      const events = Stream.concat(Stream.make(reported("a"), reported("b"), exited), Stream.never)
      const { said, scope, watchers } = yield* started({ name: "w", events })
      yield* Queue.takeN(said, 3)
      yield* Scope.close(scope, Exit.void)
      assert.deepStrictEqual(tags(yield* Queue.takeN(said, 1)), ["ThreadForgotten a"])
      assert.deepStrictEqual(yield* watchers.health, [])
    }).pipe(Effect.provide(AgentWatchers.layer))
  )

  it.effect.each([
    ["a failure", Stream.fail(failure), "w: the file is broken"],
    ["a defect", Stream.die(new Error("bug")), "bug"]
  ] as const)("%s is shown and the watcher starts again", ([, end, message]) =>
    Effect.gen(function* () {
      let starts = 0
      const events = Stream.suspend(() =>
        ++starts === 1 ? Stream.concat(Stream.make(reported("a")), end) : Stream.never
      )
      const { watchers } = yield* started({ name: "w", events })
      yield* TestClock.adjust("1 millis")
      assert.deepInclude((yield* watchers.health)[0], { state: "retrying", failures: 1, lastFailure: message })
      yield* TestClock.adjust(firstDelayMillis)
      assert.strictEqual(starts, 2)
      assert.strictEqual((yield* watchers.health)[0]?.state, "running")
    }).pipe(Effect.provide(AgentWatchers.layer))
  )

  it.effect("one that fails takes no other down", () =>
    Effect.gen(function* () {
      const watchers = yield* AgentWatchers
      yield* watchers.register({ name: "bad", events: Stream.die("bug") })
      const { said } = yield* started({ name: "good", events: Stream.concat(Stream.make(reported("a")), Stream.never) })
      assert.deepStrictEqual(tags(yield* Queue.takeN(said, 1)), ["ThreadReported a"])
      yield* TestClock.adjust("1 hour")
      assert.deepStrictEqual(
        (yield* watchers.health).map((one) => one.name),
        ["bad", "good"]
      )
    }).pipe(Effect.provide(AgentWatchers.layer))
  )

  it.effect("after a restart threads stay, and those that are not told again are forgotten", () =>
    Effect.gen(function* () {
      let starts = 0
      const events = Stream.suspend(() =>
        ++starts === 1
          ? Stream.concat(Stream.make(reported("a"), reported("b")), Stream.fail(failure))
          : Stream.concat(Stream.make(reported("a")), Stream.never)
      )
      const { said } = yield* started({ name: "w", events })
      yield* Queue.takeN(said, 2)
      yield* TestClock.adjust(firstDelayMillis)
      assert.deepStrictEqual(tags(yield* Queue.takeN(said, 1)), ["ThreadReported a"])
      yield* TestClock.adjust(graceMillis)
      assert.deepStrictEqual(tags(yield* Queue.takeN(said, 1)), ["ThreadForgotten b"])
    }).pipe(Effect.provide(AgentWatchers.layer))
  )

  it.effect("a watcher that ended by itself is not started again and leaves no threads", () =>
    Effect.gen(function* () {
      const { said, watchers } = yield* started({ name: "w", events: Stream.make(reported("a")) })
      assert.deepStrictEqual(tags(yield* Queue.takeN(said, 2)), ["ThreadReported a", "ThreadForgotten a"])
      assert.strictEqual((yield* watchers.health)[0]?.state, "ended")
    }).pipe(Effect.provide(AgentWatchers.layer))
  )

  it.effect("unknown records are counted by type, without growing for ever", () =>
    Effect.gen(function* () {
      const watchers = yield* AgentWatchers
      for (let i = 0; i < 1_000; i++) yield* watchers.countUnknown("w", `type ${i} ${"x".repeat(1_000)}`)
      yield* watchers.countUnknown("w", "novel")
      const unknown = (yield* watchers.health)[0]?.unknown ?? new Map()
      assert.isAtMost(unknown.size, 101)
      assert.isTrue([...unknown.keys()].every((type) => type.length <= 60))
      assert.strictEqual(
        [...unknown.values()].reduce((sum, n) => sum + n, 0),
        1_001
      )
    }).pipe(Effect.provide(AgentWatchers.layer))
  )

  it.effect("health changes are told", () =>
    Effect.gen(function* () {
      const { watchers } = yield* started({ name: "w", events: Stream.fail(failure) })
      const states = yield* watchers.healthChanges.pipe(
        Stream.map((all) => all[0]?.state),
        Stream.take(2),
        Stream.runCollect,
        Effect.forkChild({ startImmediately: true })
      )
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* Fiber.join(states), ["retrying", "running"])
    }).pipe(Effect.provide(AgentWatchers.layer))
  )
})
