/** The journal as the last daemon left it, for when none runs. Nothing is written. */
import { Places } from "@opensessions/runtime/config/Places"
import { historyOf } from "@opensessions/runtime/journal/historyOf"
import { lastMoment, type Question, readEntries } from "@opensessions/runtime/journal/journalTable"
import { databaseFile } from "@opensessions/runtime/persistence/databaseFile"
import { migrations } from "@opensessions/runtime/persistence/migrations"
import { openToRead } from "@opensessions/runtime/persistence/openToRead"
import { DateTime, Effect } from "effect"
import { existsSync } from "node:fs"
import { NoDaemon } from "./Daemon.ts"
import { CliFailed } from "./CliFailed.ts"

export const storedHistory = Effect.fn("storedHistory")(function* (question: Question) {
  const places = yield* Places
  const file = databaseFile(places)
  if (!existsSync(file)) return yield* new NoDaemon({ key: places.key })
  return yield* Effect.gen(function* () {
    const sql = yield* openToRead(file, migrations)
    const entries = yield* readEntries(sql, places.key, question)
    const until = Math.max(question.since, yield* lastMoment(sql, places.key))
    return historyOf(entries, { since: question.since, until }, DateTime.zoneMakeLocal())
  }).pipe(
    Effect.mapError((error) => new CliFailed({ reason: `the history can't be read: ${error.message}`, status: 1 }))
  )
}, Effect.scoped)
