import { assert, describe, it } from "@effect/vitest"
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { readSqlite, sqliteStamp } from "../../src/files/readSqlite.ts"

const inFolder = (body: (folder: string, file: string) => void) => () => {
  const folder = mkdtempSync(join(tmpdir(), "os-sqlite-"))
  try {
    body(folder, join(folder, "one.db"))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const writer = (file: string, mode = "WAL") => {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = ${mode}; CREATE TABLE t (a); INSERT INTO t VALUES (1)`)
  return database
}
const count = (file: string) => readSqlite(file, ({ rows }) => rows("SELECT a FROM t").length)

describe("another program's database", () => {
  it(
    "is read while only its log has the rows",
    inFolder((_, file) => {
      const database = writer(file)
      assert.strictEqual(count(file), 1)
      database.close()
    })
  )

  it(
    "that was closed is read and gets no files beside it",
    inFolder((folder, file) => {
      writer(file).close()
      assert.strictEqual(count(file), 1)
      assert.deepStrictEqual(readdirSync(folder), ["one.db"])
    })
  )

  it(
    "is tidied up by its writer after we read it",
    inFolder((folder, file) => {
      const database = writer(file)
      count(file)
      database.close()
      assert.deepStrictEqual(readdirSync(folder), ["one.db"])
    })
  )

  it(
    "without a write-ahead log is read",
    inFolder((_, file) => {
      writer(file, "DELETE").close()
      assert.strictEqual(count(file), 1)
    })
  )

  it(
    "that is being written is read as it was before",
    inFolder((_, file) => {
      const database = writer(file)
      database.exec("BEGIN IMMEDIATE; INSERT INTO t VALUES (2)")
      assert.strictEqual(count(file), 1)
      database.exec("COMMIT")
      assert.strictEqual(count(file), 2)
      database.close()
    })
  )

  it(
    "that is locked whole is nothing for now",
    inFolder((_, file) => {
      const database = writer(file, "DELETE")
      database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
      const rows = readSqlite(file, (reader) => [reader.rows("SELECT a FROM t").length, reader.refused])
      assert.isTrue(rows === null || (rows[0] === 0 && rows[1] === 1) || rows[0] === 1)
      database.close()
    })
  )

  it(
    "that is none, is missing or can't be read is nothing",
    inFolder((folder, file) => {
      assert.isNull(count(file))
      writeFileSync(file, "this is a text and no database, long enough to be looked at as one".repeat(40))
      assert.isTrue(count(file) === null || count(file) === 0)
      assert.isTrue((count(folder) ?? 0) === 0)
      chmodSync(file, 0)
      assert.isTrue((count(file) ?? 0) === 0)
    })
  )

  it(
    "that is deleted and made anew is nothing in between, and then the new one",
    inFolder((_, file) => {
      const database = writer(file)
      assert.strictEqual(count(file), 1)
      for (const side of ["", "-wal", "-shm"]) rmSync(`${file}${side}`)
      assert.isNull(count(file))
      const next = writer(file)
      next.exec("INSERT INTO t VALUES (2)")
      assert.strictEqual(count(file), 2)
      database.close()
      next.close()
    })
  )

  it(
    "whose schema changes between two readings is read as it is then",
    inFolder((_, file) => {
      const database = writer(file)
      assert.strictEqual(count(file), 1)
      database.exec("ALTER TABLE t ADD COLUMN b; DROP TABLE t; CREATE TABLE t (c); INSERT INTO t VALUES (9)")
      assert.strictEqual(count(file), 0)
      assert.deepStrictEqual(
        readSqlite(file, ({ rows }) => rows("SELECT * FROM t").map(({ c }) => c)),
        [9]
      )
      database.close()
    })
  )

  it(
    "counts the questions that it does not understand",
    inFolder((_, file) => {
      const database = writer(file)
      const refused = readSqlite(file, (reader) => {
        reader.rows("SELECT b FROM t")
        reader.rows("SELECT a FROM other")
        return reader.refused
      })
      assert.strictEqual(refused, 2)
      database.close()
    })
  )

  it(
    "has another stamp after each write, and none while a write could hide behind another",
    inFolder((_, file) => {
      const later = Date.now() + 10_000
      const database = writer(file)
      const before = sqliteStamp(file, later)
      count(file)
      assert.strictEqual(sqliteStamp(file, later), before)
      assert.isNull(sqliteStamp(file, Date.now()))
      database.exec("INSERT INTO t VALUES (2)")
      assert.notStrictEqual(sqliteStamp(file, later), before)
      database.close()
    })
  )
})
