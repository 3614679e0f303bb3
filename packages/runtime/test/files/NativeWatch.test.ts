import { assert, describe, it } from "@effect/vitest"
import { Effect, Queue, Stream } from "effect"
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { FileEvents } from "../../src/files/FileEvents.ts"
import type { FileEvent } from "../../src/files/FileEvent.ts"
import { batchesAtOnce } from "../../src/files/noticePace.ts"
import { watchFailed } from "../../src/files/WatchFailed.ts"

const scratch = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "os-files-"))),
  (directory) => Effect.sync(() => rmSync(directory, { recursive: true, force: true }))
)

const reading = Effect.fnUntraced(function* (stream: Stream.Stream<ReadonlyArray<FileEvent>>) {
  const queue = yield* Queue.unbounded<ReadonlyArray<FileEvent>>()
  yield* stream.pipe(
    Stream.runForEach((batch) => Queue.offer(queue, batch)),
    Effect.forkScoped({ startImmediately: true })
  )
  return queue
})

/** Reads until something is told about this path. */
const until = Effect.fnUntraced(function* (batches: Queue.Queue<ReadonlyArray<FileEvent>>, path: string, kind: string) {
  while (true) {
    const batch = yield* Queue.take(batches)
    if (batch.some((event) => event.path === path && event.kind === kind)) return
  }
}, Effect.timeout("5 seconds"))

describe.each(["entries", "watch"] as const)("FileEvents.%s on a real directory", (method) => {
  it.live("tells what is made, written, renamed and deleted", () =>
    Effect.gen(function* () {
      const directory = yield* scratch
      const file = join(directory, "a b.jsonl")
      const batches = yield* reading((yield* FileEvents)[method](directory))
      assert.deepStrictEqual(yield* Queue.take(batches), [])
      writeFileSync(file, "one\n")
      yield* until(batches, file, "create")
      appendFileSync(file, "two\n")
      yield* until(batches, file, "update")
      renameSync(file, join(directory, "c"))
      yield* until(batches, join(directory, "c"), "create")
      rmSync(join(directory, "c"))
      yield* until(batches, join(directory, "c"), "delete")
    }).pipe(Effect.provide(FileEvents.layer))
  )

  it.live(
    "waits for the directory, and takes it up again when it is made anew",
    () =>
      Effect.gen(function* () {
        const directory = join(yield* scratch, "deep", "er")
        const batches = yield* reading((yield* FileEvents)[method](directory))
        mkdirSync(directory, { recursive: true })
        assert.deepStrictEqual(yield* Queue.take(batches).pipe(Effect.timeout("8 seconds")), [])
        rmSync(directory, { recursive: true })
        // Told as a loss: an empty batch says that nothing is there now.
        yield* Queue.take(batches).pipe(
          Effect.repeat({ until: (batch) => batch.length === 0 }),
          Effect.timeout("8 seconds")
        )
        mkdirSync(directory)
        yield* Queue.take(batches).pipe(
          Effect.repeat({ until: (batch) => batch.length === 0 }),
          Effect.timeout("8 seconds")
        )
        writeFileSync(join(directory, "a"), "1")
        yield* Queue.take(batches).pipe(
          Effect.repeat({ until: (batch) => batch.some((e) => e.path.endsWith("/a")) }),
          Effect.timeout("8 seconds")
        )
      }).pipe(Effect.provide(FileEvents.layer)),
    30_000
  )
})

describe("FileEvents.entries with a pause", () => {
  it.live("tells a few changes at once and what follows together", () =>
    Effect.gen(function* () {
      const directory = yield* scratch
      const [a, b] = [join(directory, "a"), join(directory, "b")]
      const batches = yield* reading((yield* FileEvents).entries(directory, 1_000))
      const next = Effect.map(Queue.take(batches), (batch) => batch.map((event) => event.path))
      yield* Queue.take(batches)
      for (let i = 0; i < batchesAtOnce; i++) {
        writeFileSync(a, `${i}`)
        assert.deepStrictEqual(yield* next.pipe(Effect.timeout("500 millis")), [a])
      }
      for (const file of [a, b, a]) {
        appendFileSync(file, "2")
        yield* Effect.sleep("10 millis")
      }
      assert.deepStrictEqual(yield* next.pipe(Effect.timeout("5 seconds")), [a, b])
    }).pipe(Effect.provide(FileEvents.layer))
  )
})

describe("watchFailed", () => {
  it.each([
    [
      Object.assign(new Error("ENOSPC: System limit for number of file watchers reached"), { code: "ENOSPC" }),
      "max_user_watches"
    ],
    [Object.assign(new Error("EMFILE: too many open files"), { code: "EMFILE" }), "max_user_instances"],
    [new Error("inotify_add_watch on '/d' failed: No space left on device"), "max_user_watches"],
    [Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" }), "you may not read it"],
    ["what", "what"]
  ])("%s says what to do", (cause, hint) => {
    assert.include(watchFailed("/d", cause).message, hint)
    assert.include(watchFailed("/d", cause).message, "/d can't be watched")
  })
})
