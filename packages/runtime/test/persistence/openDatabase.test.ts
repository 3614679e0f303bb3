import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { type Migration, migrations } from "../../src/persistence/migrations.ts"
import { openDatabase } from "../../src/persistence/openDatabase.ts"
import { placesForTest } from "../config/placesForTest.ts"

const newest = migrations.at(-1)!.version

const next: Migration = {
  version: newest + 1,
  minimumReader: 1,
  statements: ["ALTER TABLE remembered ADD COLUMN at INTEGER", "CREATE TABLE later (line TEXT)"]
}
const breaking: Migration = { version: newest + 2, minimumReader: newest + 2, statements: ["DROP TABLE remembered"] }

const version = (file: string, all: ReadonlyArray<Migration>) =>
  Effect.gen(function* () {
    const { sql, keptAside } = yield* openDatabase(file, all)
    const rows = yield* sql<{ user_version: number }>`PRAGMA user_version`
    const kept = yield* sql<{ n: number }>`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'later'`
    return [rows[0]?.user_version, kept[0]?.n, keptAside?.reason ?? null]
  }).pipe(Effect.scoped)

describe("openDatabase", () => {
  it.live("migrates an older database once, and one step back still uses it", () =>
    Effect.gen(function* () {
      const file = join((yield* placesForTest).stateDirectory, "a.db")
      assert.deepStrictEqual(yield* version(file, migrations), [newest, 0, null])
      assert.deepStrictEqual(yield* version(file, [...migrations, next]), [newest + 1, 1, null])
      assert.deepStrictEqual(yield* version(file, [...migrations, next]), [newest + 1, 1, null])
      assert.deepStrictEqual(yield* version(file, migrations), [newest + 1, 1, null])
    })
  )

  it.live("each released version becomes the newest one, with what it held", () =>
    Effect.gen(function* () {
      for (const { version: old } of migrations) {
        const file = join((yield* placesForTest).stateDirectory, `${old}.db`)
        yield* Effect.scoped(
          Effect.gen(function* () {
            const { sql } = yield* openDatabase(file, migrations.slice(0, old))
            yield* sql`INSERT INTO remembered VALUES (1, 'field', 'width', '40')`
          })
        )
        yield* Effect.scoped(
          Effect.gen(function* () {
            const { keptAside, sql } = yield* openDatabase(file, migrations)
            assert.isNull(keptAside)
            assert.strictEqual((yield* sql`SELECT * FROM remembered`).length, 1)
            assert.strictEqual((yield* sql`SELECT * FROM journal`).length, 0)
          })
        )
        // One version back.
        assert.deepStrictEqual(yield* version(file, migrations.slice(0, old)), [newest, 0, null])
      }
    })
  )

  it.live("a step that older programs can't live with makes them begin a new database", () =>
    Effect.gen(function* () {
      const file = join((yield* placesForTest).stateDirectory, "a.db")
      yield* version(file, [...migrations, next, breaking])
      assert.deepStrictEqual(yield* version(file, migrations), [newest, 0, "newer"])
    })
  )

  it.live("a migration that fails changes nothing", () =>
    Effect.gen(function* () {
      const file = join((yield* placesForTest).stateDirectory, "a.db")
      yield* version(file, migrations)
      const wrong: Migration = {
        version: newest + 1,
        minimumReader: 1,
        statements: [...next.statements, "CREATE TABLE ("]
      }
      const error = yield* Effect.flip(version(file, [...migrations, wrong]))
      assert.include(error.message, "can't be opened or written")
      assert.deepStrictEqual(yield* version(file, migrations), [newest, 0, null])
    })
  )

  it.live("two programs that open a new database at the same time both succeed", () =>
    Effect.gen(function* () {
      const file = join((yield* placesForTest).stateDirectory, "a.db")
      const both = yield* Effect.all([version(file, migrations), version(file, migrations)], { concurrency: 2 })
      assert.deepStrictEqual(both, [
        [newest, 0, null],
        [newest, 0, null]
      ])
    })
  )

  it.live("S46: one that another daemon writes to for a while is waited for", () =>
    Effect.gen(function* () {
      const file = join((yield* placesForTest).stateDirectory, "a.db")
      yield* version(file, migrations.slice(0, 1))
      const other = new DatabaseSync(file)
      other.exec("BEGIN IMMEDIATE")
      const opening = yield* Effect.forkChild(version(file, migrations), { startImmediately: true })
      yield* Effect.sleep("400 millis")
      other.exec("COMMIT")
      other.close()
      assert.deepStrictEqual(yield* Fiber.join(opening), [newest, 0, null])
    })
  )
})
