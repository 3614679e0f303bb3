/** Mends the runtime directory while the daemon lives: cleaners of /tmp take files away that are in use (S89, S101). */
import { Deferred, Effect } from "effect"
import { type FSWatcher, watch } from "node:fs"

/** The safety net where the system gives no notice of a removal. */
const round = "1 minute"

/** A cleaner takes one file after the other; mending waits until it is through. */
const settling = "50 millis"

const begin = (directory: string, onChange: () => void): FSWatcher | null => {
  try {
    const watcher = watch(directory, { persistent: false }, (event) => {
      if (event === "rename") onChange()
    })
    return watcher.on("error", () => watcher.close())
  } catch {
    return null
  }
}

/** What it gives completes when something in the directory, or the directory itself, came, went or got another name. */
const changeIn = Effect.fnUntraced(function* (directory: string) {
  const changed = yield* Deferred.make<void>()
  yield* Effect.acquireRelease(
    Effect.sync(() => begin(directory, () => Deferred.doneUnsafe(changed, Effect.void))),
    (watcher) => Effect.sync(() => watcher?.close())
  )
  return { changed: Deferred.await(changed) }
})

/** Runs `mend` now, after each change of the directory and once in a while, for ever. */
export const keepUp = <E, R>(directory: string, mend: Effect.Effect<void, E, R>): Effect.Effect<never, never, R> => {
  const mended = Effect.catchCause(mend, (cause) =>
    Effect.logWarning("the runtime directory could not be mended", cause)
  )
  return Effect.gen(function* () {
    yield* mended
    const { changed } = yield* changeIn(directory)
    // What vanished before the watch began.
    yield* mended
    yield* Effect.race(Effect.andThen(changed, Effect.sleep(settling)), Effect.sleep(round))
  }).pipe(Effect.scoped, Effect.forever)
}
