/** A daemon's memory that starts and ends, and its file under the fingers of others. */
import { Context, Effect, Exit, Layer, Scope } from "effect"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { Places } from "../../src/config/Places.ts"
import type { DaemonPlaces } from "../../src/config/DaemonPlaces.ts"
import { Memory } from "../../src/persistence/Memory.ts"

/** Starts the daemon's memory; `stop` is the daemon's end. */
export const start = Effect.fnUntraced(function* (places: DaemonPlaces) {
  const scope = yield* Effect.acquireRelease(Scope.make(), (scope) => Scope.close(scope, Exit.void))
  const context = yield* Layer.build(Memory.layer.pipe(Layer.provide(Layer.succeed(Places, places)))).pipe(
    Scope.provide(scope)
  )
  return { memory: Context.get(context, Memory), stop: Scope.close(scope, Exit.void) }
})

export const fileOf = (places: DaemonPlaces): string => join(places.stateDirectory, "opensessions.db")

/** Somebody else changes the database. */
export const edit = (places: DaemonPlaces, sql: string): void => {
  mkdirSync(places.stateDirectory, { recursive: true })
  const database = new DatabaseSync(fileOf(places))
  database.exec(sql)
  database.close()
}
