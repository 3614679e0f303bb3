/**
 * Reads another program's SQLite database and leaves no trace: a connection for each reading (0.4 ms), because one that
 * stays open keeps the writer's own close from tidying up.
 */
import { statSync } from "node:fs"
import { DatabaseSync, type StatementSync } from "node:sqlite"
import { pathToFileURL } from "node:url"

const busyMillis = 20

/** A row with whatever columns this version of the other program has. */
export type SqliteRow = Readonly<Record<string, unknown>>

export interface SqliteReader {
  /** The rows of a query; none, and one more of `refused`, where a table or column of it is not there. */
  rows(sql: string, ...values: ReadonlyArray<string | number>): ReadonlyArray<SqliteRow>
  refused: number
}

/** A time that is younger than this may stand for two writes. */
const tickMillis = 40

/**
 * Size and time of the database's last write, to tell it from other notices: SQLite itself causes some when it opens a
 * database as root. Null while a further write could look the same.
 */
export const sqliteStamp = (file: string, now: number): string | null => {
  const parts: Array<string> = []
  for (const path of [file, `${file}-wal`]) {
    try {
      const { ino, mtimeMs, size } = statSync(path)
      if (now - mtimeMs < tickMillis) return null
      parts.push(`${ino} ${size} ${mtimeMs}`)
    } catch {
      parts.push("")
    }
  }
  return parts.join()
}

const exists = (path: string): boolean => {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

/**
 * A database that was closed cleanly has no side files, and a plain connection would make them and leave them. Read as
 * immutable it makes none, and without a writer the main file is all there is.
 */
const location = (file: string): URL => {
  const url = pathToFileURL(file)
  if (!exists(`${file}-wal`) || !exists(`${file}-shm`)) url.search = "?immutable=1"
  return url
}

/** Null where it can't be read now: missing, locked, damaged. The next change is another try. */
export const readSqlite = <A>(file: string, read: (reader: SqliteReader) => A): A | null => {
  if (!exists(file)) return null
  try {
    const database = new DatabaseSync(location(file), { readOnly: true, timeout: busyMillis })
    try {
      // A query that is asked for many sessions is compiled once: 0.1 ms.
      const statements = new Map<string, StatementSync>()
      const statement = (sql: string): StatementSync => {
        const known = statements.get(sql) ?? database.prepare(sql)
        statements.set(sql, known)
        return known
      }
      const reader: SqliteReader = {
        refused: 0,
        rows: (sql, ...values) => {
          try {
            return statement(sql).all(...values)
          } catch {
            reader.refused++
            return []
          }
        }
      }
      // One snapshot for all queries of a reading.
      database.exec("BEGIN")
      return read(reader)
    } finally {
      database.close()
    }
  } catch {
    return null
  }
}
