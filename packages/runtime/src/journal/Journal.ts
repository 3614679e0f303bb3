/** The record of what agents did, in our database; where that can't be used there is no past. */
import type { History, HistoryEntry } from "@opensessions/protocol/History"
import { Clock, Context, DateTime, Effect, Layer, Option, Schedule } from "effect"
import type { SqlClient, SqlError } from "effect/sql"
import { Places } from "../config/Places.ts"
import { Database } from "../persistence/Database.ts"
import type { DatabaseUnusable } from "../persistence/openDatabase.ts"
import { historyOf } from "./historyOf.ts"
import * as table from "./journalTable.ts"

/** Another daemon's transaction takes well under a millisecond. */
const again = {
  schedule: Schedule.max([Schedule.spaced("30 millis"), Schedule.recurs(5)]),
  while: (error: SqlError.SqlError) => error.reason._tag === "LockTimeoutError"
}

/** So many entries are written before the journal is cut to its bounds again. */
const pruneEvery = 500

export class Journal extends Context.Service<
  Journal,
  {
    record(entries: ReadonlyArray<HistoryEntry>): Effect.Effect<void>
    history(question: table.Question): Effect.Effect<History>
    /** How threads stood when the daemon before this one ended, and when that was. */
    readonly standing: Effect.Effect<{ readonly entries: ReadonlyArray<HistoryEntry>; readonly at: number }>
    /** This daemon watches no longer. */
    readonly end: Effect.Effect<void>
  }
>()("@opensessions/runtime/journal/Journal") {
  static readonly layer = Layer.effect(
    Journal,
    Effect.gen(function* () {
      const { key } = yield* Places
      const database = yield* Database
      const zone = DateTime.zoneMakeLocal()
      let unpruned = pruneEvery
      let failing = false

      /** A journal that fails costs the past, never the present, and is said once. */
      const attempt = <A, E>(what: string, otherwise: A, effect: Effect.Effect<A, E>): Effect.Effect<A> =>
        effect.pipe(
          Effect.tap(() => Effect.sync(() => void (failing = false))),
          Effect.catch((error) => {
            const said = failing ? Effect.void : Effect.logWarning(`the journal could not be ${what}`, error)
            failing = true
            return Effect.as(said, otherwise)
          })
        )

      const write = (what: string, statements: (sql: SqlClient.SqlClient) => Effect.Effect<void, SqlError.SqlError>) =>
        attempt<void, SqlError.SqlError | DatabaseUnusable>(
          what,
          undefined,
          Effect.flatMap(database.writing, (sql) => Effect.retry(statements(sql), again))
        )

      const read = <A>(otherwise: A, rows: (sql: SqlClient.SqlClient) => Effect.Effect<A, SqlError.SqlError>) =>
        database
          .read((sql) => attempt("read", otherwise, Effect.retry(rows(sql), again)))
          .pipe(Effect.map(Option.getOrElse(() => otherwise)))

      const record = Effect.fn("Journal.record")(function* (entries: ReadonlyArray<HistoryEntry>) {
        if (entries.length === 0) return
        yield* write("written", (sql) => table.writeEntries(sql, key, entries))
        unpruned += entries.length
        if (unpruned < pruneEvery) return
        unpruned = 0
        const now = yield* Clock.currentTimeMillis
        yield* write("pruned", (sql) => table.prune(sql, now))
      })

      const history = Effect.fn("Journal.history")(function* (question: table.Question) {
        const until = yield* Clock.currentTimeMillis
        const entries = yield* read([], (sql) => table.readEntries(sql, key, question))
        return historyOf(entries, { since: question.since, until }, zone)
      })

      return Journal.of({
        record,
        history,
        standing: read({ entries: [], at: 0 }, (sql) =>
          Effect.all({ entries: table.readStanding(sql, key), at: table.lastMoment(sql, key) })
        ),
        end: Effect.flatMap(Clock.currentTimeMillis, (now) =>
          write("ended", (sql) => Effect.asVoid(table.writeEnd(sql, key, now)))
        )
      })
    })
  ).pipe(Layer.provide(Database.layer))
}
