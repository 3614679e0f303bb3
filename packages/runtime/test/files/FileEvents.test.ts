import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Queue, Scope, Exit, Stream } from "effect"
import { TestClock } from "effect/testing"
import { FileEvents } from "../../src/files/FileEvents.ts"
import type { FileEvent } from "../../src/files/FileEvent.ts"
import { missingMillis, passMillis, pollMillis, retryMillis } from "../../src/files/followDirectory.ts"
import { NativeWatch } from "../../src/files/NativeWatch.ts"
import type { WatchListener } from "../../src/files/Watch.ts"
import { WatchFailed } from "../../src/files/WatchFailed.ts"

/** Directories and a system that watches them, or refuses to. */
const fakeSystem = () => {
  const state = {
    directories: new Map<string, string>(),
    listeners: new Map<string, Set<WatchListener>>(),
    refuse: false,
    opened: 0
  }
  const watch = (directory: string, _pause: number, listener: WatchListener) =>
    Effect.acquireRelease(
      Effect.suspend(() => {
        state.opened++
        if (state.refuse) return Effect.fail(new WatchFailed({ directory, reason: "limit" }))
        state.listeners.set(directory, new Set([...(state.listeners.get(directory) ?? []), listener]))
        return Effect.void
      }),
      () => Effect.sync(() => void state.listeners.get(directory)?.delete(listener))
    )
  const native = Layer.succeed(NativeWatch, {
    entries: watch,
    tree: watch,
    identity: (directory) => Effect.sync(() => state.directories.get(directory) ?? null)
  })
  const tell = (directory: string, kind: FileEvent["kind"], path: string) =>
    state.listeners.get(directory)?.forEach((one) => one.changed([{ path, kind }]))
  const lose = (directory: string) => state.listeners.get(directory)?.forEach((one) => one.lost())
  return { state, tell, lose, layer: FileEvents.layerNoDeps.pipe(Layer.provide(native)) }
}

/** Reads a stream step by step. */
const reading = Effect.fnUntraced(function* (stream: Stream.Stream<ReadonlyArray<FileEvent>>) {
  const queue = yield* Queue.unbounded<ReadonlyArray<FileEvent>>()
  yield* stream.pipe(
    Stream.runForEach((batch) => Queue.offer(queue, batch)),
    Effect.forkScoped({ startImmediately: true })
  )
  return queue
})

const settled = TestClock.adjust("1 millis")

describe("FileEvents", () => {
  it.effect("sees a directory that is made while the way to it is being watched", () => {
    const { state, layer } = fakeSystem()
    state.directories.set("/", "0").set("/a", "1")
    return Effect.gen(function* () {
      const { entries } = yield* FileEvents
      const made = state.listeners.get.bind(state.listeners)
      const set = state.listeners.set.bind(state.listeners)
      // `/a/b` comes just before the watch of `/a` stands, so that nothing tells of it.
      state.listeners.set = (directory, listeners) => {
        if (directory === "/a") state.directories.set("/a/b", "2")
        return set(directory, listeners)
      }
      const batches = yield* reading(entries("/a/b/c"))
      yield* settled
      assert.strictEqual(made("/a/b")?.size, 1)
      state.directories.set("/a/b/c", "3")
      made("/a/b")?.forEach((one) => one.changed([{ path: "/a/b/c", kind: "create" }]))
      assert.deepStrictEqual(yield* Queue.take(batches), [])
    }).pipe(Effect.provide(layer))
  })

  it.effect("says first that the watch stands, then what changes", () => {
    const { state, tell, layer } = fakeSystem()
    state.directories.set("/d", "1")
    return Effect.gen(function* () {
      const { entries } = yield* FileEvents
      const batches = yield* reading(entries("/d"))
      assert.deepStrictEqual(yield* Queue.take(batches), [])
      tell("/d", "create", "/d/a")
      assert.deepStrictEqual(yield* Queue.take(batches), [{ path: "/d/a", kind: "create" }])
    }).pipe(Effect.provide(layer))
  })

  it.effect("many readers share one watch, and it ends after the last", () => {
    const { state, tell, layer } = fakeSystem()
    state.directories.set("/d", "1")
    return Effect.gen(function* () {
      const { entries } = yield* FileEvents
      const scope = yield* Scope.make()
      const one = yield* reading(entries("/d")).pipe(Scope.provide(scope))
      const two = yield* reading(entries("/d")).pipe(Scope.provide(scope))
      assert.deepStrictEqual(yield* Queue.take(one), [])
      assert.deepStrictEqual(yield* Queue.take(two), [])
      tell("/d", "update", "/d/a")
      assert.strictEqual((yield* Queue.take(one)).length, 1)
      assert.strictEqual((yield* Queue.take(two)).length, 1)
      assert.strictEqual(state.opened, 1)
      yield* Scope.close(scope, Exit.void)
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(state.listeners.get("/d")?.size, 0)
    }).pipe(Effect.provide(layer))
  })

  it.effect("waits for a directory that does not exist yet", () => {
    const { state, tell, layer } = fakeSystem()
    state.directories.set("/home", "1")
    return Effect.gen(function* () {
      const { entries } = yield* FileEvents
      const batches = yield* reading(entries("/home/a/b"))
      yield* settled
      state.directories.set("/home/a", "2").set("/home/a/b", "3")
      tell("/home", "create", "/home/a")
      assert.deepStrictEqual(yield* Queue.take(batches), [])
    }).pipe(Effect.provide(layer))
  })

  it.effect("finds a directory whose appearance nobody told", () => {
    const { state, layer } = fakeSystem()
    state.directories.set("/home", "1")
    return Effect.gen(function* () {
      const { entries } = yield* FileEvents
      const batches = yield* reading(entries("/home/a"))
      yield* settled
      state.directories.set("/home/a", "2")
      yield* TestClock.adjust(missingMillis)
      assert.deepStrictEqual(yield* Queue.take(batches), [])
    }).pipe(Effect.provide(layer))
  })

  it.effect("survives that its directory is deleted and made anew", () => {
    const { state, tell, lose, layer } = fakeSystem()
    state.directories.set("/", "0").set("/d", "1")
    return Effect.gen(function* () {
      const { entries } = yield* FileEvents
      const batches = yield* reading(entries("/d"))
      yield* Queue.take(batches)
      state.directories.delete("/d")
      lose("/d")
      assert.deepStrictEqual(yield* Queue.take(batches), [])
      yield* TestClock.adjust("1 second")
      state.directories.set("/d", "2")
      tell("/", "create", "/d")
      assert.deepStrictEqual(yield* Queue.take(batches), [])
      yield* settled
      tell("/d", "create", "/d/a")
      assert.strictEqual((yield* Queue.take(batches)).length, 1)
    }).pipe(Effect.provide(layer))
  })

  it.effect("a pass now and then covers notices that never came", () => {
    const { state, layer } = fakeSystem()
    state.directories.set("/d", "1")
    return Effect.gen(function* () {
      const { entries } = yield* FileEvents
      const batches = yield* reading(entries("/d"))
      yield* Queue.take(batches)
      yield* settled
      yield* TestClock.adjust(passMillis.entries)
      assert.deepStrictEqual(yield* Queue.take(batches), [])
    }).pipe(Effect.provide(layer))
  })

  it.effect("at the system's limit it says so, looks now and then, and recovers", () => {
    const { state, tell, layer } = fakeSystem()
    state.directories.set("/d", "1")
    state.refuse = true
    return Effect.gen(function* () {
      const { entries, problems } = yield* FileEvents
      const batches = yield* reading(entries("/d"))
      assert.deepStrictEqual(yield* Queue.take(batches), [])
      assert.deepStrictEqual(yield* problems, [new WatchFailed({ directory: "/d", reason: "limit" })])
      yield* TestClock.adjust(pollMillis)
      assert.deepStrictEqual(yield* Queue.take(batches), [])
      state.refuse = false
      yield* TestClock.adjust(retryMillis.entries)
      yield* Queue.takeAll(batches)
      assert.deepStrictEqual(yield* problems, [])
      tell("/d", "update", "/d/a")
      assert.strictEqual((yield* Queue.take(batches)).length, 1)
    }).pipe(Effect.provide(layer))
  })

  it.effect("nobody's problem is told any more when nobody watches", () => {
    const { state, layer } = fakeSystem()
    state.directories.set("/d", "1")
    state.refuse = true
    return Effect.gen(function* () {
      const { entries, problems } = yield* FileEvents
      const fiber = yield* Effect.forkChild(Stream.runDrain(entries("/d")), { startImmediately: true })
      yield* settled
      assert.strictEqual((yield* problems).length, 1)
      yield* Fiber.interrupt(fiber)
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(yield* problems, [])
    }).pipe(Effect.provide(layer))
  })
})
