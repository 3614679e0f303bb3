/** Our SQLite database in the state directory, opened once for all that keep something in it. */
import { Context, Effect, Layer } from "effect"
import type { SqlClient } from "effect/sql"
import { Places } from "../config/Places.ts"
import { databaseFile } from "./databaseFile.ts"
import { migrations } from "./migrations.ts"
import { openDatabase } from "./openDatabase.ts"

export class Database extends Context.Service<
  Database,
  {
    readonly file: string
    /** Null where it can't be opened; `problem` says why. */
    readonly sql: SqlClient.SqlClient | null
    /** What was found at the start, as a sentence: why there is none, or what was kept aside; null where all is well. */
    readonly problem: string | null
  }
>()("@opensessions/runtime/persistence/Database") {
  static readonly layer = Layer.effect(
    Database,
    Effect.gen(function* () {
      const file = databaseFile(yield* Places)
      return yield* openDatabase(file, migrations).pipe(
        Effect.map(({ keptAside, sql }) => {
          const problem = keptAside === null ? null : `${keptAside.message}; it was kept aside and a new one begun`
          return Database.of({ file, sql, problem })
        }),
        Effect.catch((error) => Effect.succeed(Database.of({ file, sql: null, problem: error.message })))
      )
    })
  )
}
