/** Opens our database where it can't be written (a read-only home, a full disk): what was remembered is read. */
import { Effect, Exit, Scope } from "effect"
import { pathToFileURL } from "node:url"
import type { Migration } from "./migrations.ts"
import { DatabaseUnusable, inspect, newestOf, unusable } from "./openDatabase.ts"
import { openSqlite } from "./SqliteClient.ts"

/**
 * Even a reader needs the index beside a write-ahead log. Where that is not there and can't be made, the file is read as
 * one that nobody changes: all but what a crash left in the log.
 */
const unchanging = (file: string): URL => {
  const url = pathToFileURL(file)
  url.searchParams.set("immutable", "1")
  return url
}

const openAs = Effect.fnUntraced(function* (filename: string | URL, file: string, newest: number) {
  const sql = yield* openSqlite({ filename, busyMillis: 100, readOnly: true })
  const version = yield* inspect(sql, file, newest)
  if (version === 0) return yield* new DatabaseUnusable({ file, reason: "unavailable", detail: "it is empty" })
  return sql
})

/** Changes nothing. */
export const openToRead = Effect.fn("openToRead")(function* (file: string, migrations: ReadonlyArray<Migration>) {
  const scope = yield* Effect.scope
  const attempt = Effect.fnUntraced(function* (filename: string | URL) {
    const own = yield* Scope.fork(scope)
    return yield* openAs(filename, file, newestOf(migrations)).pipe(
      Effect.catchTag("SqlError", (error) => Effect.fail(unusable(file)(error))),
      Scope.provide(own),
      Effect.onError((cause) => Scope.close(own, Exit.failCause(cause)))
    )
  })
  return yield* Effect.catch(attempt(file), () => attempt(unchanging(file)))
})
