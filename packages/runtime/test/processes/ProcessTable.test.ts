import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Option, Stream } from "effect"
import { TestClock } from "effect/testing"
import { spawn } from "node:child_process"
import { once } from "node:events"
import type { ProcessSource } from "../../src/processes/ProcessSource.ts"
import { exitCheckMillis, ProcessTable } from "../../src/processes/ProcessTable.ts"

/** Processes that end when the test says so; counts how often it was asked. */
const fakeSource = () => {
  const state = { dead: new Set<number>(), stopped: new Set<number>(), asked: 0, open: 0, uncollected: false }
  const source: ProcessSource = {
    info: () => Effect.succeedNone,
    startedAt: () => null,
    lineage: () => Effect.succeed([]),
    environment: () => Effect.succeedNone,
    observe: (pid) => {
      state.open++
      const alive = () => {
        state.asked++
        return !state.dead.has(pid)
      }
      return {
        present: () => alive() || state.uncollected,
        state: () => (!alive() ? "gone" : state.stopped.has(pid) ? "stopped" : "running"),
        close: () => void state.open--
      }
    }
  }
  return { state, source }
}

describe("ProcessTable.exit", () => {
  it.effect("completes soon after the process ended, and not before", () => {
    const { state, source } = fakeSource()
    return Effect.gen(function* () {
      const table = yield* ProcessTable
      const waiting = yield* Effect.forkChild(table.exit(7, "1"), { startImmediately: true })
      yield* TestClock.adjust("10 seconds")
      assert.isUndefined(waiting.pollUnsafe())
      state.dead.add(7)
      yield* TestClock.adjust(exitCheckMillis)
      yield* Fiber.join(waiting)
      assert.strictEqual(state.open, 0)
    }).pipe(Effect.provide(ProcessTable.layerFrom(source)))
  })

  it.effect("asks nothing while nobody waits", () => {
    const { state, source } = fakeSource()
    return Effect.gen(function* () {
      const table = yield* ProcessTable
      const waiting = yield* Effect.forkChild(table.exit(7, "1"), { startImmediately: true })
      yield* TestClock.adjust("1 second")
      yield* Fiber.interrupt(waiting)
      yield* TestClock.adjust("1 second")
      const asked = state.asked
      yield* TestClock.adjust("1 hour")
      assert.strictEqual(state.asked, asked)
      assert.strictEqual(state.open, 0)
      state.dead.add(8)
      yield* table.exit(8, "1")
    }).pipe(Effect.provide(ProcessTable.layerFrom(source)))
  })

  it.effect("a process that ended and was not collected is told a little later", () => {
    const { state, source } = fakeSource()
    state.uncollected = true
    return Effect.gen(function* () {
      const table = yield* ProcessTable
      const waiting = yield* Effect.forkChild(table.exit(7, "1"), { startImmediately: true })
      state.dead.add(7)
      yield* TestClock.adjust(exitCheckMillis)
      assert.isUndefined(waiting.pollUnsafe())
      yield* TestClock.adjust("2 seconds")
      yield* Fiber.join(waiting)
    }).pipe(Effect.provide(ProcessTable.layerFrom(source)))
  })

  it.effect("an edge makes it look at once", () => {
    const { state, source } = fakeSource()
    return Effect.gen(function* () {
      const table = yield* ProcessTable
      const waiting = yield* Effect.forkChild(table.exit(7, "1"), { startImmediately: true })
      state.dead.add(7)
      yield* table.checkExits
      yield* Fiber.join(waiting)
    }).pipe(Effect.provide(ProcessTable.layerFrom(source)))
  })
})

describe("ProcessTable.stopped", () => {
  it.effect("tells which of those that somebody waits for are stopped, and when they go on", () => {
    const { state, source } = fakeSource()
    return Effect.gen(function* () {
      const table = yield* ProcessTable
      const told: Array<ReadonlyArray<number>> = []
      yield* table.stopped.pipe(
        Stream.runForEach((pids) => Effect.sync(() => told.push([...pids]))),
        Effect.forkScoped({ startImmediately: true })
      )
      for (const pid of [7, 8]) yield* Effect.forkScoped(table.exit(pid, "1"), { startImmediately: true })
      state.stopped.add(7)
      yield* table.checkExits
      yield* TestClock.adjust("10 seconds")
      state.stopped.clear()
      yield* TestClock.adjust(exitCheckMillis)
      state.stopped.add(8)
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(told, [[], [7], [], [8]])
      state.dead.add(8)
      yield* table.checkExits
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(told.length, 4)
      state.dead.delete(8)
      state.stopped.delete(8)
      yield* Effect.forkScoped(table.exit(8, "1"), { startImmediately: true })
      yield* table.checkExits
      assert.deepStrictEqual(told[4], [])
    }).pipe(Effect.scoped, Effect.provide(ProcessTable.layerFrom(source)))
  })
})

const sleeper = Effect.acquireRelease(
  Effect.promise(async () => {
    const child = spawn("sleep", ["100"], { env: { PATH: process.env["PATH"], MARK: "a=b" } })
    await once(child, "spawn")
    return child
  }),
  (child) => Effect.sync(() => child.kill("SIGKILL"))
)

describe("ProcessTable.layer", () => {
  it.live("S73 a process that is killed without a trace is told soon", () =>
    Effect.gen(function* () {
      const table = yield* ProcessTable
      const child = yield* sleeper
      const pid = child.pid ?? 0
      const info = Option.getOrThrow(yield* table.info(pid))
      assert.strictEqual(info.name, "sleep")
      assert.deepStrictEqual((yield* table.lineage(pid)).slice(0, 2), [pid, process.pid])
      assert.deepStrictEqual(yield* table.environment(pid, "MARK"), Option.some("a=b"))
      assert.isTrue(Option.isNone(yield* table.environment(pid, "OTHER")))
      const waiting = yield* Effect.forkChild(table.exit(pid, info.startTime), { startImmediately: true })
      child.kill("SIGKILL")
      yield* Fiber.join(waiting).pipe(Effect.timeout("1 second"))
    }).pipe(Effect.provide(ProcessTable.layer))
  )

  it.live("a process that is stopped is told, and that it goes on", () =>
    Effect.gen(function* () {
      const table = yield* ProcessTable
      const child = yield* sleeper
      const pid = child.pid ?? 0
      const info = Option.getOrThrow(yield* table.info(pid))
      yield* Effect.forkScoped(table.exit(pid, info.startTime), { startImmediately: true })
      const until = (wanted: boolean) =>
        table.stopped.pipe(
          Stream.filter((pids) => pids.has(pid) === wanted),
          Stream.take(1),
          Stream.runDrain,
          Effect.timeout("4 seconds")
        )
      child.kill("SIGSTOP")
      yield* until(true)
      child.kill("SIGCONT")
      yield* until(false)
    }).pipe(Effect.scoped, Effect.provide(ProcessTable.layer))
  )

  it.live("another process with the same pid is not the same process", () =>
    Effect.gen(function* () {
      const table = yield* ProcessTable
      const child = yield* sleeper
      yield* table.exit(child.pid ?? 0, "1").pipe(Effect.timeout("1 second"))
    }).pipe(Effect.provide(ProcessTable.layer))
  )

  it.live("there is nothing to say about a pid that nobody has", () =>
    Effect.gen(function* () {
      const table = yield* ProcessTable
      assert.isTrue(Option.isNone(yield* table.info(2 ** 30)))
      assert.deepStrictEqual(yield* table.lineage(2 ** 30), [])
    }).pipe(Effect.provide(ProcessTable.layer))
  )
})
