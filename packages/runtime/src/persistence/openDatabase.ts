/** Opens our database, brings it up to date, and keeps aside what it can't use: nothing of the user's is destroyed. */
import { DateTime, Effect, Exit, Schedule, Schema, Scope } from "effect"
import type { SqlClient, SqlError } from "effect/sql"
import { mkdir, open, rename, stat } from "node:fs/promises"
import { dirname } from "node:path"
import { applicationId, type Migration } from "./migrations.ts"
import { openSqlite, resultCode } from "./SqliteClient.ts"

/** The database can't be used; the message says why. */
export class DatabaseUnusable extends Schema.TaggedError<DatabaseUnusable>()("DatabaseUnusable", {
  file: Schema.String,
  reason: Schema.Literals(["damaged", "newer", "foreign", "busy", "unavailable"]),
  detail: Schema.String
}) {
  override get message(): string {
    return `${this.file} ${sentences[this.reason]}${this.detail === "" ? "" : ` (${this.detail})`}`
  }
}

const sentences = {
  damaged: "is damaged",
  newer: "was written by a newer version",
  foreign: "belongs to another program",
  busy: "is in use by another program",
  unavailable: "can't be opened or written"
} as const

const notADatabase = 26
const corrupt = 11

/** How the failure of a statement is to be understood. */
export const unusable =
  (file: string) =>
  (error: SqlError.SqlError): DatabaseUnusable => {
    const code = resultCode(error)
    const detail = error.reason.cause instanceof Error ? error.reason.cause.message : error.message
    if (error.reason._tag === "LockTimeoutError") return new DatabaseUnusable({ file, reason: "busy", detail })
    const reason = code === notADatabase || code === corrupt ? "damaged" : "unavailable"
    return new DatabaseUnusable({ file, reason, detail })
  }

const number = (rows: ReadonlyArray<unknown>): number => Number(Object.values(rows[0] ?? {})[0] ?? 0)

/** Whether it is ours and we understand it; changes nothing. Gives its version, 0 for an empty one. */
export const inspect = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, file: string, newest: number) {
  const version = number(yield* sql`PRAGMA user_version`)
  const owner = number(yield* sql`PRAGMA application_id`)
  const tables = number(yield* sql`SELECT count(*) FROM sqlite_schema`)
  if (version === 0 && tables === 0) return version
  if (owner !== applicationId) return yield* new DatabaseUnusable({ file, reason: "foreign", detail: "" })
  const minimum = number(yield* sql`SELECT max(minimum_reader) FROM compatibility`)
  if (minimum <= newest) return version
  const detail = `its version is ${version}, this program knows up to ${newest}`
  return yield* new DatabaseUnusable({ file, reason: "newer", detail })
})

const migrate = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  file: string,
  migrations: ReadonlyArray<Migration>
) {
  const version = yield* inspect(sql, file, newestOf(migrations))
  for (const migration of migrations) {
    if (migration.version <= version) continue
    for (const statement of migration.statements) yield* sql.unsafe(statement)
    yield* sql`DELETE FROM compatibility`
    yield* sql`INSERT INTO compatibility VALUES (${migration.minimumReader})`
    yield* sql.unsafe(`PRAGMA user_version = ${migration.version}`)
    yield* sql.unsafe(`PRAGMA application_id = ${applicationId}`)
  }
})

/** The version that the last of these steps makes. */
export const newestOf = (migrations: ReadonlyArray<Migration>): number => migrations.at(-1)!.version

const prepareFile = (file: string) =>
  Effect.tryPromise({
    try: async () => {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      // Prompts are in it: nobody else may read it. SQLite gives its side files the same mode.
      await (await open(file, "a", 0o600)).close()
    },
    catch: (cause) => new DatabaseUnusable({ file, reason: "unavailable", detail: (cause as Error).message })
  })

const openOnce = Effect.fnUntraced(function* (file: string, migrations: ReadonlyArray<Migration>) {
  yield* prepareFile(file)
  return yield* Effect.gen(function* () {
    const sql = yield* openSqlite({ filename: file, busyMillis: 100 })
    yield* inspect(sql, file, newestOf(migrations))
    const check = yield* sql<{ quick_check: string }>`PRAGMA quick_check(1)`
    const found = check[0]?.quick_check ?? "no answer"
    if (found !== "ok") return yield* new DatabaseUnusable({ file, reason: "damaged", detail: found })
    yield* sql`PRAGMA journal_mode = WAL`
    yield* sql`PRAGMA synchronous = NORMAL`
    yield* sql.withTransaction(migrate(sql, file, migrations))
    return sql
  }).pipe(Effect.catchTag("SqlError", (error) => Effect.fail(unusable(file)(error))))
})

/** Renames the database and its side files. Not if somebody else has replaced it meanwhile. */
const keepAside = (file: string, inode: bigint | null, suffix: string) =>
  Effect.promise(async () => {
    const now = await stat(file, { bigint: true }).catch(() => null)
    if (now?.ino !== inode) return
    for (const side of ["", "-wal", "-shm"])
      await rename(file + side, `${file}.${suffix}${side}`).catch(() => undefined)
  })

/** Another daemon that opens it as well, or writes to it, is through by then. */
const patience = Schedule.max([Schedule.spaced("50 millis"), Schedule.recurs(40)])

/** `keptAside` is what was wrong with the database that was there before; the caller says it. */
export const openDatabase = Effect.fn("openDatabase")(function* (file: string, migrations: ReadonlyArray<Migration>) {
  const scope = yield* Effect.scope
  const attempt = Effect.gen(function* () {
    const own = yield* Scope.fork(scope)
    return yield* openOnce(file, migrations).pipe(
      Scope.provide(own),
      Effect.onError((cause) => Scope.close(own, Exit.failCause(cause)))
    )
  }).pipe(Effect.retry({ schedule: patience, while: ({ reason }) => reason === "busy" }))
  const inode = yield* Effect.promise(() =>
    stat(file, { bigint: true }).then(
      ({ ino }) => ino,
      () => null
    )
  )
  return yield* attempt.pipe(
    Effect.map((sql) => ({ sql, keptAside: null as DatabaseUnusable | null })),
    Effect.catch((error) =>
      Effect.gen(function* () {
        if (error.reason === "unavailable" || error.reason === "busy") return yield* error
        const suffix = `${error.reason}-${DateTime.formatIso(yield* DateTime.now).replaceAll(":", "-")}`
        yield* keepAside(file, inode, suffix)
        return { sql: yield* attempt, keptAside: error as DatabaseUnusable | null }
      })
    )
  )
})
