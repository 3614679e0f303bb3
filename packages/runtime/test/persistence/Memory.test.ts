import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { execFile } from "node:child_process"
import { readdirSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { fileURLToPath } from "node:url"
import { placesForTest } from "../config/placesForTest.ts"
import { remembered, session, thread } from "./rememberedForTest.ts"
import { edit, fileOf, start } from "./startMemory.ts"

describe("Memory", () => {
  it.live("the next daemon finds what the last one left, and only what still held", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const first = yield* start(places)
      assert.isNull(yield* first.memory.load)
      yield* first.memory.save(remembered)
      const later = { ...remembered, width: 40, sessions: [session("$2", 200)], threads: [thread("$1", "y")] }
      yield* first.memory.save(later)
      yield* first.stop
      const { memory } = yield* start(places)
      assert.deepStrictEqual(yield* memory.load, later)
      assert.isNull(yield* memory.problem)
    })
  )

  it.live("what was saved is there after kill -9: nothing waits for an orderly end", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const { memory } = yield* start(places)
      yield* memory.save(remembered)
      const { memory: other } = yield* start(places)
      assert.deepStrictEqual(yield* other.load, remembered)
    })
  )

  it.live("a downgrade and the upgrade after it lose nothing: what only the newer version knows is left alone", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const first = yield* start(places)
      yield* first.memory.save(remembered)
      yield* first.stop
      edit(places, "INSERT INTO remembered VALUES (1, 'field', 'later', '7'), (1, 'thing', 'later', '8')")
      const older = yield* start(places)
      assert.deepStrictEqual(yield* older.memory.load, remembered)
      yield* older.memory.save({ ...remembered, width: 41 })
      yield* older.stop
      const database = new DatabaseSync(fileOf(places), { readOnly: true })
      const rows = database.prepare("SELECT kind, id, value FROM remembered WHERE id = 'later'").all()
      database.close()
      assert.deepStrictEqual(
        rows.map((row) => ({ ...row })),
        [
          { kind: "field", id: "later", value: "7" },
          { kind: "thing", id: "later", value: "8" }
        ]
      )
    })
  )

  it.live("S46: the daemons of two tmux servers share the file and do not see each other", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const one = yield* start(places)
      const two = yield* start({ ...places, key: 2 })
      yield* one.memory.save(remembered)
      assert.isNull(yield* two.memory.load)
      yield* two.memory.save({ ...remembered, theme: "dracula" })
      yield* one.stop
      const again = yield* start(places)
      assert.strictEqual((yield* again.memory.load)?.theme, "nord")
    })
  )

  it.live("S101: a database that is taken away under a living daemon is there again with all that is known", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const { memory, stop } = yield* start(places)
      yield* memory.save(remembered)
      rmSync(places.stateDirectory, { recursive: true })
      yield* memory.save({ ...remembered, width: 44 })
      assert.isNull(yield* memory.problem)
      yield* stop
      const next = yield* start(places)
      assert.deepStrictEqual(yield* next.memory.load, { ...remembered, width: 44 })
    })
  )

  it.live(
    "S46: what can't be saved while another daemon writes for long is saved after it, without another change",
    () =>
      Effect.gen(function* () {
        const places = yield* placesForTest
        const { memory } = yield* start(places)
        const other = new DatabaseSync(fileOf(places))
        other.exec("BEGIN IMMEDIATE")
        yield* memory.save(remembered)
        other.exec("COMMIT")
        const saved = () => other.prepare("SELECT count(*) AS n FROM remembered").get()!["n"] as number
        yield* Effect.sync(saved).pipe(Effect.delay("20 millis"), Effect.repeat({ until: (rows) => rows > 0 }))
        other.close()
        assert.isNull(yield* memory.problem)
      })
  )

  it.live(
    "two processes write at the same time and both are complete",
    () =>
      Effect.gen(function* () {
        const places = yield* placesForTest
        const script = fileURLToPath(new URL("./saveOften.ts", import.meta.url))
        const run = (key: number) =>
          Effect.callback<string>((resume) => {
            execFile(process.execPath, [script, JSON.stringify({ ...places, key }), "60"], (error, stdout, stderr) =>
              resume(Effect.succeed(error === null ? stdout : `${error.message}${stderr}`))
            )
          })
        assert.deepStrictEqual(yield* Effect.all([run(1), run(2)], { concurrency: 2 }), ["null\n", "null\n"])
        for (const key of [1, 2]) {
          const { memory } = yield* start({ ...places, key })
          assert.strictEqual((yield* memory.load)?.width, 80)
        }
      }),
    // Two programs start, on a machine that may be busy.
    30_000
  )

  it.live("only this user can read it", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const { memory } = yield* start(places)
      yield* memory.save(remembered)
      for (const name of readdirSync(places.stateDirectory))
        assert.strictEqual(statSync(join(places.stateDirectory, name)).mode & 0o777, 0o600, name)
      assert.strictEqual(statSync(places.stateDirectory).mode & 0o777, 0o700)
    })
  )
})
