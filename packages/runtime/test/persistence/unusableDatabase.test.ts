import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { execFile, spawnSync } from "node:child_process"
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { fileURLToPath } from "node:url"
import type { DaemonPlaces } from "../../src/config/DaemonPlaces.ts"
import { placesForTest } from "../config/placesForTest.ts"
import type { ReadOnlyHome } from "./readOnlyHome.ts"
import { remembered } from "./rememberedForTest.ts"
import { edit, fileOf, start } from "./startMemory.ts"

describe("a database that can't be used", () => {
  const script = fileURLToPath(new URL("./readOnlyHome.ts", import.meta.url))
  /** Root can write everywhere, so it is somebody else who can't. */
  const nobody = process.getuid?.() === 0 ? 65_534 : undefined
  const asNobody = nobody === undefined ? {} : { uid: nobody, gid: nobody, cwd: "/" }
  const mayRead = spawnSync(process.execPath, ["-e", `require("fs").accessSync("${script}")`], asNobody).status === 0

  const printed = (places: DaemonPlaces, words: ReadonlyArray<string>, as: typeof asNobody) =>
    Effect.callback<string>((resume) => {
      execFile(process.execPath, [script, JSON.stringify(places), ...words], as, (_, stdout, stderr) =>
        resume(Effect.succeed(stdout || stderr))
      )
    })

  /** A daemon whose home is read-only at first. */
  const inReadOnlyHome = Effect.fnUntraced(function* (places: DaemonPlaces & { readonly base: string }) {
    const directories = [places.stateDirectory, dirname(places.stateDirectory), places.base]
    const files = readdirSync(places.stateDirectory).map((name) => join(places.stateDirectory, name))
    for (const path of [...files, ...directories]) {
      if (nobody !== undefined) chownSync(path, nobody, nobody)
      chmodSync(path, directories.includes(path) ? 0o500 : 0o400)
    }
    const text = yield* printed(places, [], asNobody)
    // Warnings come before it.
    return JSON.parse(text.slice(text.lastIndexOf("\n") + 1)) as ReadOnlyHome
  })

  const crashed = (places: DaemonPlaces) => printed(places, ["crash"], {})

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
      assert.include((yield* memory.problem) ?? "", "nothing new is remembered after a restart")
    })
  )

  it.live.skipIf(!mayRead)(
    "S90: one that can't be written is read, nothing of it is lost, and it is written when it can be",
    () =>
      Effect.gen(function* () {
        const places = yield* placesForTest
        const first = yield* start(places)
        yield* first.memory.save(remembered)
        yield* first.stop
        const { loaded, problems, saved } = yield* inReadOnlyHome(places)
        assert.deepStrictEqual(loaded, remembered)
        assert.match(problems[0] ?? "", /opensessions\.db can't be .*; until that is mended, nothing new is remembered/)
        assert.deepStrictEqual(problems.slice(1), [problems[0]!, problems[0]!, null])
        assert.strictEqual(saved?.width, 61)
      })
  )

  it.live.skipIf(!mayRead)("S90: what a daemon that crashed had not put into the database yet is read, too", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      yield* crashed(places)
      assert.isAbove(statSync(`${fileOf(places)}-wal`).size, 0)
      const { loaded, saved } = yield* inReadOnlyHome(places)
      assert.deepStrictEqual(loaded, remembered)
      assert.strictEqual(saved?.width, 61)
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
