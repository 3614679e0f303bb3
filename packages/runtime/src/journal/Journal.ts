/** The record of what agents did, in our database; where that can't be used there is no past. */
import type { History, HistoryEntry } from "@opensessions/protocol/History"
import { Clock, Context, DateTime, Effect, Layer, Schedule } from "effect"
import { Places } from "../config/Places.ts"
import { Database } from "../persistence/Database.ts"
import { historyOf } from "./historyOf.ts"
import * as table from "./journalTable.ts"

/** Another daemon's transaction takes well under a millisecond. */
const again = Schedule.max([Schedule.spaced("30 millis"), Schedule.recurs(5)])

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
      const { sql } = yield* Database
      const zone = DateTime.zoneMakeLocal()
      let unpruned = pruneEvery

      /** A journal that fails costs the past, never the present. */
      const attempt = <A, E>(
        what: string,
        otherwise: A,
        effect: (open: NonNullable<typeof sql>) => Effect.Effect<A, E>
      ) =>
        sql === null
          ? Effect.succeed(otherwise)
          : effect(sql).pipe(
              Effect.retry(again),
              Effect.catch((error) =>
                Effect.as(Effect.logWarning(`the journal could not be ${what}`, error), otherwise)
              )
            )

      const record = Effect.fn("Journal.record")(function* (entries: ReadonlyArray<HistoryEntry>) {
        if (entries.length === 0) return
        yield* attempt("written", undefined, (open) => table.writeEntries(open, key, entries))
        unpruned += entries.length
        if (unpruned < pruneEvery) return
        unpruned = 0
        const now = yield* Clock.currentTimeMillis
        yield* attempt("pruned", undefined, (open) => table.prune(open, now))
      })

      const history = Effect.fn("Journal.history")(function* (question: table.Question) {
        const until = yield* Clock.currentTimeMillis
        const entries = yield* attempt("read", [], (open) => table.readEntries(open, key, question))
        return historyOf(entries, { since: question.since, until }, zone)
      })

      return Journal.of({
        record,
        history,
        standing: attempt("read", { entries: [], at: 0 }, (open) =>
          Effect.all({ entries: table.readStanding(open, key), at: table.lastMoment(open, key) })
        ),
        end: Effect.flatMap(Clock.currentTimeMillis, (now) =>
          attempt("ended", undefined, (open) => Effect.asVoid(table.writeEnd(open, key, now)))
        )
      })
    })
  ).pipe(Layer.provide(Database.layer))
}
