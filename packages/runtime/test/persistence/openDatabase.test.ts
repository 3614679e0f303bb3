import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { join } from "node:path"
import { type Migration, migrations } from "../../src/persistence/migrations.ts"
import { openDatabase } from "../../src/persistence/openDatabase.ts"
import { placesForTest } from "../config/placesForTest.ts"

const next: Migration = {
  version: 2,
  minimumReader: 1,
  statements: ["ALTER TABLE remembered ADD COLUMN at INTEGER", "CREATE TABLE journal (line TEXT)"]
}
const breaking: Migration = { version: 3, minimumReader: 3, statements: ["DROP TABLE remembered"] }

const version = (file: string, all: ReadonlyArray<Migration>) =>
  Effect.gen(function* () {
    const { sql, keptAside } = yield* openDatabase(file, all)
    const rows = yield* sql<{ user_version: number }>`PRAGMA user_version`
    const kept = yield* sql<{ n: number }>`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'journal'`
    return [rows[0]?.user_version, kept[0]?.n, keptAside?.reason ?? null]
  }).pipe(Effect.scoped)

describe("openDatabase", () => {
  it.live("migrates an older database once, and one step back still uses it", () =>
    Effect.gen(function* () {
      const file = join((yield* placesForTest).stateDirectory, "a.db")
      assert.deepStrictEqual(yield* version(file, migrations), [1, 0, null])
      assert.deepStrictEqual(yield* version(file, [...migrations, next]), [2, 1, null])
      assert.deepStrictEqual(yield* version(file, [...migrations, next]), [2, 1, null])
      assert.deepStrictEqual(yield* version(file, migrations), [2, 1, null])
    })
  )

  it.live("a step that older programs can't live with makes them begin a new database", () =>
    Effect.gen(function* () {
      const file = join((yield* placesForTest).stateDirectory, "a.db")
      yield* version(file, [...migrations, next, breaking])
      assert.deepStrictEqual(yield* version(file, migrations), [1, 0, "newer"])
    })
  )

  it.live("a migration that fails changes nothing", () =>
    Effect.gen(function* () {
      const file = join((yield* placesForTest).stateDirectory, "a.db")
      yield* version(file, migrations)
      const wrong: Migration = { version: 2, minimumReader: 1, statements: [...next.statements, "CREATE TABLE ("] }
      const error = yield* Effect.flip(version(file, [...migrations, wrong]))
      assert.include(error.message, "can't be opened or written")
      assert.deepStrictEqual(yield* version(file, migrations), [1, 0, null])
    })
  )

  it.live("two programs that open a new database at the same time both succeed", () =>
    Effect.gen(function* () {
      const file = join((yield* placesForTest).stateDirectory, "a.db")
      const both = yield* Effect.all([version(file, migrations), version(file, migrations)], { concurrency: 2 })
      assert.deepStrictEqual(both, [
        [1, 0, null],
        [1, 0, null]
      ])
    })
  )
})
