import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Exit, Layer, Scope } from "effect"
import { execFile } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { fileURLToPath } from "node:url"
import { type DaemonPlaces, Places } from "../../src/config/Places.ts"
import { Memory } from "../../src/persistence/Memory.ts"
import { placesForTest } from "../config/placesForTest.ts"
import { remembered, session, thread } from "./rememberedForTest.ts"

/** Starts the daemon's memory; `stop` is the daemon's end. */
const start = Effect.fnUntraced(function* (places: DaemonPlaces) {
  const scope = yield* Effect.acquireRelease(Scope.make(), (scope) => Scope.close(scope, Exit.void))
  const context = yield* Layer.build(Memory.layer.pipe(Layer.provide(Layer.succeed(Places, places)))).pipe(
    Scope.provide(scope)
  )
  return { memory: Context.get(context, Memory), stop: Scope.close(scope, Exit.void) }
})

const fileOf = (places: DaemonPlaces): string => join(places.stateDirectory, "opensessions.db")

const edit = (places: DaemonPlaces, sql: string): void => {
  mkdirSync(places.stateDirectory, { recursive: true })
  const database = new DatabaseSync(fileOf(places))
  database.exec(sql)
  database.close()
}

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

describe("a database that can't be used", () => {
  const damage = (places: DaemonPlaces, text: string) => {
    mkdirSync(places.stateDirectory, { recursive: true })
    writeFileSync(fileOf(places), text)
  }
  const newer =
    "PRAGMA application_id = 1869837157; CREATE TABLE compatibility (minimum_reader); INSERT INTO compatibility VALUES (99); PRAGMA user_version = 99"

  it.live.each([
    ["damaged", (places: DaemonPlaces) => damage(places, "not a database at all, but long enough".repeat(100))],
    ["newer", (places: DaemonPlaces) => edit(places, newer)],
    ["foreign", (places: DaemonPlaces) => edit(places, "CREATE TABLE theirs (a)")]
  ] as const)("is kept aside when it is %s, and said once", ([reason, prepare]) =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      prepare(places)
      const before = readFileSync(fileOf(places))
      const { memory, stop } = yield* start(places)
      assert.include((yield* memory.problem) ?? "", "it was kept aside and a new one begun")
      assert.isNull(yield* memory.load)
      yield* memory.save(remembered)
      yield* stop
      const kept = readdirSync(places.stateDirectory).find((name) => name.includes(`.db.${reason}-`))
      assert.deepStrictEqual(readFileSync(join(places.stateDirectory, kept!)), before)
      const next = yield* start(places)
      assert.deepStrictEqual(yield* next.memory.load, remembered)
      assert.isNull(yield* next.memory.problem)
    })
  )

  it.live("one of the next version that says we may use it is used, and stays what it is", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const first = yield* start(places)
      yield* first.memory.save(remembered)
      yield* first.stop
      edit(places, "PRAGMA user_version = 98; CREATE TABLE later (a)")
      const second = yield* start(places)
      assert.deepStrictEqual(yield* second.memory.load, remembered)
      yield* second.memory.save({ ...remembered, width: 70 })
      yield* second.stop
      const database = new DatabaseSync(fileOf(places), { readOnly: true })
      assert.deepStrictEqual({ ...database.prepare("PRAGMA user_version").get() }, { user_version: 98 })
      database.close()
    })
  )

  it.live("S90: where no file can be made, memory works until the end and says why it will not last", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      mkdirSync(dirname(places.stateDirectory), { recursive: true })
      writeFileSync(places.stateDirectory, "a file where the directory should be")
      const { memory } = yield* start(places)
      yield* memory.save(remembered)
      assert.deepStrictEqual(yield* memory.load, remembered)
      assert.include((yield* memory.problem) ?? "", "nothing is remembered after a restart")
    })
  )

  it.live("S90: a disk that fills up is said, and forgotten when there is room again", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const { memory } = yield* start(places)
      yield* memory.save(remembered)
      edit(
        places,
        "CREATE TRIGGER full BEFORE INSERT ON remembered BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
      )
      yield* memory.save({ ...remembered, width: 50 })
      assert.include((yield* memory.problem) ?? "", "disk is full")
      assert.strictEqual((yield* memory.load)?.width, 50)
      edit(places, "DROP TRIGGER full")
      yield* memory.save({ ...remembered, width: 51 })
      assert.isNull(yield* memory.problem)
      const next = yield* start(places)
      assert.strictEqual((yield* next.memory.load)?.width, 51)
    })
  )
})
