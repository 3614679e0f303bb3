import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as lines from "./lines.ts"
import { now, secondsAgo, testWorld, threadId } from "./world.ts"

const [a, b, c] = [threadId(1), threadId(2), threadId(3)]

describe("live records", () => {
  testWorld("a record, its transcript and its end are one thread's life", (world) =>
    Effect.gen(function* () {
      yield* world.start
      world.processes.set(70, {})
      world.record(70, a, "idle")
      yield* world.untilStatus(a, "idle")
      world.record(70, a, "busy")
      yield* world.untilStatus(a, "running")
      world.write(a, [lines.prompt(now(), "go"), lines.call(now(), "Bash")])
      const tool = yield* world.untilStatus(a, "tool-running", "transcript")
      assert.deepInclude(tool, { _tag: "ThreadReported" })
      world.write(a, [lines.result(now(), "t"), lines.text(now())])
      yield* world.untilStatus(a, "done", "transcript")
      world.record(70, a, "idle")
      yield* world.untilStatus(a, "idle")
      world.processes.delete(70)
      yield* world.untilTag("ThreadExited", a)
    })
  )

  testWorld("S77 only threads with a living process are there at start: no crowd of old ones", (world) =>
    Effect.gen(function* () {
      world.record(60, a, "busy")
      world.record(61, b, "busy", { procStart: "1" })
      world.processes.set(61, {})
      for (let n = 100; n < 400; n++) world.write(threadId(n), [lines.prompt(1, "old")])
      writeFileSync(join(world.root, "sessions", "70.abcdef.key"), "")
      writeFileSync(join(world.root, "sessions", "62.json"), "half {")
      world.processes.set(70, {})
      world.record(70, c, "busy", { startedAt: lines.epoch })
      world.write(c, [lines.prompt(1, "go")])
      yield* world.start
      yield* world.untilStatus(c, "running", "transcript")
      assert.deepStrictEqual(world.threadIds(), [c])
    })
  )

  testWorld("S73 a killed process is told although its record stays", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, {})
      world.record(70, a, "busy")
      yield* world.start
      yield* world.untilStatus(a, "running")
      world.processes.delete(70)
      const gone = yield* world.untilTag("ThreadExited", a).pipe(Effect.timeout("800 millis"))
      assert.deepInclude(gone, { detail: "process 70 is gone" })
    })
  )

  testWorld("a process that leaves orderly is told at once", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, {})
      world.record(70, a, "idle")
      yield* world.start
      yield* world.untilStatus(a, "idle")
      rmSync(join(world.root, "sessions", "70.json"))
      world.processes.delete(70)
      yield* world.untilTag("ThreadExited", a).pipe(Effect.timeout("200 millis"))
    })
  )

  testWorld("/clear puts another thread in the place of the first", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, {})
      world.record(70, a, "busy")
      yield* world.start
      yield* world.untilStatus(a, "running")
      world.record(70, b, "busy")
      const replaced = yield* world.untilTag("ThreadReplaced", a)
      assert.deepInclude(replaced, { by: b })
      yield* world.untilStatus(b, "running")
      world.record(70, b, "idle")
      yield* world.untilStatus(b, "idle")
    })
  )

  testWorld("--continue makes no ghost of the thread that it shows first", (world) =>
    Effect.gen(function* () {
      yield* world.start
      world.processes.set(70, {})
      world.write(a, [lines.prompt(1, "before"), lines.text(2)])
      world.record(70, b, null)
      yield* Effect.sleep("50 millis")
      world.record(70, a, null)
      yield* Effect.sleep("50 millis")
      world.record(70, a, "idle")
      const event = yield* world.untilStatus(a, "idle")
      assert.deepStrictEqual(world.threadIds(), [a])
      assert.strictEqual(event._tag === "ThreadReported" ? event.details.lastUserPrompt : null, "before")
    })
  )

  testWorld("half a record keeps the former until it is whole", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, {})
      world.record(70, a, "busy")
      yield* world.start
      yield* world.untilStatus(a, "running")
      const path = join(world.root, "sessions", "70.json")
      writeFileSync(path, '{"pid":70,"sess')
      yield* Effect.sleep("10 millis")
      world.record(70, a, "waiting", { waitingFor: "input needed" })
      const event = yield* world.untilStatus(a, "waiting")
      assert.isTrue(event._tag === "ThreadReported" && event.evidence?.reason === "question")
      assert.isTrue(world.said.every((one) => one._tag === "ThreadReported"))
    })
  )

  testWorld("S72 a thread that is resumed elsewhere outlives its former process", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, {})
      world.record(70, a, "idle", { startedAt: secondsAgo(5) })
      yield* world.start
      yield* world.untilStatus(a, "idle")
      world.processes.set(71, {})
      world.record(71, a, "busy")
      yield* world.untilStatus(a, "running")
      world.processes.delete(70)
      yield* Effect.sleep("600 millis")
      assert.isFalse(world.said.some((event) => event._tag === "ThreadExited"))
      world.record(71, a, "idle")
      yield* world.untilStatus(a, "idle")
    })
  )

  testWorld("a Claude Code that another one runs in its shell is its tool, not a thread", (world) =>
    Effect.gen(function* () {
      yield* world.start
      world.processes.set(70, {}).set(75, { parent: 70, name: "sh" }).set(76, { parent: 75 })
      world.record(70, a, "busy")
      yield* world.untilStatus(a, "running")
      world.record(76, b, "busy", { entrypoint: "sdk-cli" })
      world.write(b, [lines.prompt(now(), "part of it")])
      world.record(70, a, "idle")
      yield* world.untilStatus(a, "idle")
      assert.deepStrictEqual(world.threadIds(), [a])
    })
  )
})
