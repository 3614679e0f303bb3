/** Our SQLite database in the state directory, opened once for all that keep something in it. */
import { Clock, Context, Effect, Exit, Layer, type Option, Ref, Scope, Semaphore } from "effect"
import type { SqlClient } from "effect/sql"
import { statSync } from "node:fs"
import { stat } from "node:fs/promises"
import { Places } from "../config/Places.ts"
import { databaseFile } from "./databaseFile.ts"
import { migrations } from "./migrations.ts"
import { type DatabaseUnusable, openDatabase } from "./openDatabase.ts"
import { openToRead } from "./openToRead.ts"

/** One attempt reads the whole file, which takes tens of milliseconds. */
const pauseMillis = 10_000

/** Where that can't be told, something may be there. */
const holdsSomething = (file: string): Effect.Effect<boolean> =>
  Effect.promise(() =>
    stat(file).then(
      ({ size }) => size > 0,
      ({ code }: NodeJS.ErrnoException) => code !== "ENOENT" && code !== "ENOTDIR"
    )
  )

/** Which file stands there; null where that can't be told. */
const inodeOf = (file: string): Effect.Effect<bigint | null> =>
  Effect.try({
    try: () => statSync(file, { bigint: true }).ino,
    catch: () => null
  }).pipe(Effect.orElseSucceed(() => null))

/** A connection, and what closes it. */
interface Connection {
  readonly sql: SqlClient.SqlClient
  readonly scope: Scope.Closeable
}

/** How it stands: open for writing, or why not, since when, and what can still be read. */
type Access =
  | { readonly _tag: "Open"; readonly connection: Connection; readonly inode: bigint | null }
  | {
      readonly _tag: "Unwritable"
      readonly why: DatabaseUnusable
      /** What can be read where nothing can be written; closed when it is tried to write again. */
      readonly reading: Connection | null
      readonly at: number
    }

const unwritable = (why: DatabaseUnusable, reading: Connection | null) =>
  Effect.map(Clock.currentTimeMillis, (at): Access => ({ _tag: "Unwritable", why, reading, at }))

export class Database extends Context.Service<
  Database,
  {
    readonly file: string
    /** None where nothing can be read. */
    read<A, E>(rows: (sql: SqlClient.SqlClient) => Effect.Effect<A, E>): Effect.Effect<Option.Option<A>, E>
    /** Where it could not be written before, that is tried again after a pause. */
    readonly writing: Effect.Effect<SqlClient.SqlClient, DatabaseUnusable>
    /** What was kept aside at the start, as a sentence; null where nothing was. */
    readonly keptAside: string | null
  }
>()("@opensessions/runtime/persistence/Database") {
  static readonly layer = Layer.effect(
    Database,
    Effect.gen(function* () {
      const file = databaseFile(yield* Places)
      const scope = yield* Effect.scope
      const oneAtATime = yield* Semaphore.make(1)
      const existed = yield* holdsSomething(file)

      const open = Effect.gen(function* () {
        const own = yield* Scope.fork(scope)
        const { keptAside, sql } = yield* Scope.provide(openDatabase(file, migrations), own)
        const inode = yield* inodeOf(file)
        return { keptAside, access: { _tag: "Open", connection: { sql, scope: own }, inode } satisfies Access }
      })
      const openReading = Effect.gen(function* () {
        const own = yield* Scope.fork(scope)
        return yield* openToRead(file, migrations).pipe(
          Scope.provide(own),
          Effect.match({ onFailure: () => null, onSuccess: (sql): Connection => ({ sql, scope: own }) })
        )
      })
      const onlyRead = (why: DatabaseUnusable) => Effect.flatMap(openReading, (reading) => unwritable(why, reading))

      const first = yield* Effect.catch(open, (why) =>
        Effect.map(onlyRead(why), (access) => ({ keptAside: null, access }))
      )
      const access = yield* Ref.make<Access>(first.access)

      const reopen = open.pipe(
        Effect.tap((opened) => Ref.set(access, opened.access)),
        Effect.tapError((again) => Effect.flatMap(onlyRead(again), (still) => Ref.set(access, still))),
        Effect.map((opened) => opened.access.connection.sql)
      )

      const writing = Effect.gen(function* () {
        const now = yield* Ref.get(access)
        if (now._tag === "Open") {
          const { connection, inode } = now
          if ((yield* inodeOf(file)) === inode) return connection.sql
          // Taken away under us (S101): what is written to that one now, nobody would find again.
          yield* Scope.close(connection.scope, Exit.void)
          return yield* reopen
        }
        const { at, reading, why } = now
        // One that was there and could not be read is never written over with what this daemon knows.
        const lasting = existed && reading === null
        if (lasting || (yield* Clock.currentTimeMillis) < at + pauseMillis) return yield* why
        // SQLite lends what it has opened for reading only to whoever opens the file after that, in the same process.
        if (reading !== null) yield* Scope.close(reading.scope, Exit.void)
        return yield* reopen
      }).pipe(oneAtATime.withPermits(1))

      const read = <A, E>(rows: (sql: SqlClient.SqlClient) => Effect.Effect<A, E>) =>
        Effect.flatMap(Ref.get(access), (now) => {
          const connection = now._tag === "Open" ? now.connection : now.reading
          return connection === null ? Effect.succeedNone : Effect.asSome(rows(connection.sql))
        }).pipe(oneAtATime.withPermits(1))

      const aside = first.keptAside?.message ?? null
      return Database.of({
        file,
        read,
        writing,
        keptAside: aside === null ? null : `${aside}; it was kept aside and a new one begun`
      })
    })
  )
}
