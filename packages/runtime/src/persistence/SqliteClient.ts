/**
 * `effect/sql` over `node:sqlite`, in this one file, so that an official driver can take its place. One connection;
 * statements take turns, and a transaction holds the turn until its scope closes.
 */
import { Effect, Predicate, type Scope, Semaphore, Stream } from "effect"
import { Reactivity } from "effect/reactivity"
import { SqlClient, type SqlConnection, SqlError, Statement } from "effect/sql"
import { DatabaseSync, type SQLInputValue } from "node:sqlite"

/** node:sqlite puts SQLite's number in `errcode`, effect/sql classifies by `errno`. */
const sqlError = (operation: string) => (cause: unknown) =>
  new SqlError.SqlError({
    reason: SqlError.classifySqliteError(
      Predicate.hasProperty(cause, "errcode") ? Object.assign(cause, { errno: cause.errcode }) : cause,
      { message: `sqlite ${operation} failed`, operation }
    )
  })

/** SQLite's primary result code of an error; null where it is another one. */
export const resultCode = (error: SqlError.SqlError): number | null => {
  const { cause } = error.reason
  return Predicate.hasProperty(cause, "errcode") && typeof cause.errcode === "number" ? cause.errcode & 0xff : null
}

/**
 * Opens a database file, or `:memory:`. While another process writes, the event loop is
 * blocked for at most `busyMillis`, so that has to be short; callers try again.
 */
export const openSqlite = (options: {
  /** A path, or a `file:` URL with what SQLite takes as its parameters. */
  readonly filename: string | URL
  readonly busyMillis: number
  /** The file has to be there, and stays as it is. */
  readonly readOnly?: boolean
}): Effect.Effect<SqlClient.SqlClient, SqlError.SqlError, Scope.Scope> =>
  Effect.gen(function* () {
    const database = yield* Effect.acquireRelease(
      Effect.try({
        try: () =>
          new DatabaseSync(options.filename, { timeout: options.busyMillis, readOnly: options.readOnly ?? false }),
        catch: sqlError("open")
      }),
      (database) => Effect.sync(() => database.close())
    )
    const run = (sql: string, parameters: ReadonlyArray<unknown>) =>
      Effect.try({
        try: () => database.prepare(sql).all(...(parameters as ReadonlyArray<SQLInputValue>)),
        catch: sqlError("execute")
      })
    const rows: SqlConnection.Connection["execute"] = (sql, parameters, transform) =>
      transform === undefined ? run(sql, parameters) : Effect.map(run(sql, parameters), transform)
    const values: SqlConnection.Connection["executeValues"] = (sql, parameters) =>
      Effect.map(run(sql, parameters), (all) => all.map((row) => Object.values(row)))
    const connection: SqlConnection.Connection = {
      execute: rows,
      executeRaw: run,
      executeValues: values,
      executeValuesUnprepared: values,
      executeUnprepared: rows,
      executeStream: () => Stream.die("streaming queries are not supported")
    }
    const turn = yield* Semaphore.make(1)
    return yield* SqlClient.make({
      driver: "node-sqlite",
      acquirer: turn.withPermits(1)(Effect.succeed(connection)),
      transactionAcquirer: Effect.acquireRelease(turn.take(1), () => turn.release(1)).pipe(Effect.as(connection)),
      beginTransaction: "BEGIN IMMEDIATE",
      compiler: Statement.makeCompilerSqlite(),
      spanAttributes: [["db.system.name", "sqlite"]]
    })
  }).pipe(Effect.provide(Reactivity.layer))
