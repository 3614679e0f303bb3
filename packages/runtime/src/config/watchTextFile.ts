/** Rings when a text file may have changed: edited, replaced, made, removed, or reached by another link. */
import { Effect, Queue, Stream } from "effect"
import { basename, dirname } from "node:path"
import { watchDirectories } from "../git/WatchedDirectories.ts"
import { linkChain } from "./TextFile.ts"

/** An editor that truncates and writes is given this long. */
const quiet = "40 millis"

/** One element at once, when the watch stands, and one after each burst of changes. */
export const textFileChanges = (path: string): Stream.Stream<void> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const rung = yield* Queue.sliding<void>(1)
      let names = new Set<string>()
      const watched = yield* watchDirectories((_, name) => {
        if (names.has(name)) Queue.offerUnsafe(rung, undefined)
      })
      const watch = Effect.gen(function* () {
        const chain = yield* Effect.promise(() => linkChain(path).catch(() => [path]))
        // The directories' own names: one that does not exist yet, or is replaced, rings in its parent.
        names = new Set(chain.flatMap((one) => [basename(one), ...ancestorNames(one)]))
        yield* watched.replace(chain.map((one) => dirname(one)))
      })
      const again = Queue.take(rung).pipe(
        Effect.andThen(Effect.sleep(quiet)),
        Effect.andThen(Queue.clear(rung)),
        Effect.andThen(watch)
      )
      return Stream.concat(Stream.fromEffect(watch), Stream.fromEffectRepeat(again))
    })
  )

const ancestorNames = (path: string): ReadonlyArray<string> => {
  const directory = dirname(path)
  return directory === path ? [] : [basename(directory), ...ancestorNames(directory)]
}
