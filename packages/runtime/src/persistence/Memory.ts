/** What survives the daemon, in SQLite in the state directory, shared by the daemons of all tmux servers. */
import { Context, Effect, FiberHandle, Layer, Option, Ref, Schedule, Semaphore } from "effect"
import type { SqlClient } from "effect/sql"
import { Places } from "../config/Places.ts"
import type { Remembered } from "../store/Remembered.ts"
import { Database } from "./Database.ts"
import { unusable } from "./openDatabase.ts"
import { fromRows, isOurs, type Row, toRows } from "./rememberedRows.ts"

const keyOf = ({ kind, id }: Row): string => `${kind} ${id}`

/** Another daemon's transaction takes well under a millisecond. */
const again = Schedule.max([Schedule.spaced("30 millis"), Schedule.recurs(5)])

export class Memory extends Context.Service<
  Memory,
  {
    /** What the last daemon of this tmux server left; null where there is nothing or it can't be read (which is logged). */
    readonly load: Effect.Effect<Remembered | null>
    /** Writes what changed since the last time, in one transaction. */
    save(remembered: Remembered): Effect.Effect<void>
    /** Why what is saved will not survive, or what was kept aside at the start; null where all is well. */
    readonly problem: Effect.Effect<string | null>
  }
>()("@opensessions/runtime/persistence/Memory") {
  static readonly layer = Layer.effect(
    Memory,
    Effect.gen(function* () {
      const { key } = yield* Places
      const { file, keptAside, read, writing } = yield* Database
      const problem = yield* Ref.make<string | null>(null)
      const oneAtATime = yield* Semaphore.make(1)
      /** What the database has of this tmux server, and the connection by which that is known. */
      const written = new Map<string, Row>()
      let known: SqlClient.SqlClient | null = null
      let latest: Remembered | null = null
      let failing = false
      /** What could not be saved because another daemon wrote for long. */
      const later = yield* FiberHandle.make()

      const say = Effect.fnUntraced(function* (sentence: string) {
        if ((yield* Ref.get(problem)) === sentence) return
        yield* Ref.set(problem, sentence)
        yield* Effect.logWarning(sentence)
      })
      const inMemoryOnly = (why: string) => {
        failing = true
        return say(`${why}; until that is mended, nothing new is remembered after a restart`)
      }

      if (keptAside !== null) yield* say(keptAside)
      yield* Effect.catch(writing, (error) => inMemoryOnly(error.message))

      const knownRows = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
        const rows = yield* sql<Row>`SELECT kind, id, value FROM remembered WHERE server = ${key}`
        written.clear()
        for (const row of rows.filter(isOurs)) written.set(keyOf(row), row)
        known = sql
        return rows
      })

      const readRows = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
        const rows = yield* knownRows(sql)
        const { remembered, unreadable } = fromRows(rows)
        if (unreadable > 0) yield* Effect.logWarning(`${file}: ${unreadable} rows can't be read and are passed over`)
        return remembered
      })

      const writeRows = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, remembered: Remembered) {
        if (sql !== known) yield* knownRows(sql)
        const rows = new Map(toRows(remembered).map((row) => [keyOf(row), row]))
        const changed = [...rows].filter(([id, row]) => written.get(id)?.value !== row.value).map(([, row]) => row)
        const gone = [...written].filter(([id]) => !rows.has(id)).map(([, row]) => row)
        if (changed.length === 0 && gone.length === 0) return
        const statements = Effect.gen(function* () {
          for (const { kind, id } of gone)
            yield* sql`DELETE FROM remembered WHERE server = ${key} AND kind = ${kind} AND id = ${id}`
          for (const { kind, id, value } of changed)
            yield* sql`INSERT OR REPLACE INTO remembered VALUES (${key}, ${kind}, ${id}, ${value})`
        })
        yield* sql
          .withTransaction(statements)
          .pipe(Effect.retry({ schedule: again, while: (error) => error.reason._tag === "LockTimeoutError" }))
        for (const row of gone) written.delete(keyOf(row))
        for (const row of changed) written.set(keyOf(row), row)
        if (failing) yield* Ref.set(problem, null)
        failing = false
      })

      const load = Effect.suspend(() =>
        latest === null ? Effect.map(read(readRows), Option.getOrNull) : Effect.succeed(latest)
      ).pipe(
        Effect.catch((error) => Effect.as(inMemoryOnly(unusable(file)(error).message), null)),
        oneAtATime.withPermits(1)
      )

      const save = Effect.fn("Memory.save")(function* (remembered: Remembered) {
        latest = remembered
        yield* saveLatest
      })

      const saveLatest: Effect.Effect<void> = Effect.gen(function* () {
        if (latest === null) return
        const remembered = latest
        yield* Effect.flatMap(writing, (sql) => writeRows(sql, remembered)).pipe(
          Effect.catchTags({
            SqlError: (error) =>
              error.reason._tag === "LockTimeoutError"
                ? Effect.asVoid(FiberHandle.run(later, Effect.delay(saveLatest, "1 second")))
                : inMemoryOnly(unusable(file)(error).message),
            DatabaseUnusable: (error) => inMemoryOnly(error.message)
          }),
          oneAtATime.withPermits(1)
        )
      })

      return Memory.of({ load, save, problem: Ref.get(problem) })
    })
  ).pipe(Layer.provide(Database.layer))
}
