/**
 * Notices of what changes directly inside a few small directories. The set can be replaced at any time; a directory that
 * does not exist yet is represented by its nearest existing ancestor. One inotify watch a directory, nothing recursive.
 */
import { Effect, type Scope } from "effect"
import { type FSWatcher, watch } from "node:fs"
import { stat } from "node:fs/promises"
import { dirname } from "node:path"
import { WatchFailed } from "../files/FileEvents.ts"

export interface WatchedDirectories {
  /** Watches these and only these from now on. A directory that was made anew is watched anew. */
  replace(directories: ReadonlyArray<string>): Effect.Effect<void>
}

interface Watched {
  readonly inode: string
  readonly watcher: FSWatcher
}

const nearestExisting = async (directory: string): Promise<{ path: string; inode: string } | null> => {
  for (let path = directory; ; path = dirname(path)) {
    const found = await stat(path, { bigint: true }).catch(() => null)
    if (found?.isDirectory()) return { path, inode: `${found.dev}:${found.ino}` }
    if (path === dirname(path)) return null
  }
}

/** One after the other: a file system that hangs keeps one thread, not all of them. */
const inOrder = async (directories: ReadonlyArray<string>) => {
  const found: Array<Awaited<ReturnType<typeof nearestExisting>>> = []
  for (const directory of directories) found.push(await nearestExisting(directory))
  return found
}

/** Calls back with the directory and the name of the entry. What can't be watched is logged and left out. */
export const watchDirectories = (
  onChange: (directory: string, name: string) => void
): Effect.Effect<WatchedDirectories, never, Scope.Scope> =>
  Effect.gen(function* () {
    const all = new Map<string, Watched>()
    const drop = (path: string) => {
      all.get(path)?.watcher.close()
      all.delete(path)
    }
    yield* Effect.addFinalizer(() => Effect.sync(() => [...all.keys()].forEach(drop)))

    const add = (path: string, inode: string) =>
      Effect.try({
        try: () => {
          const watcher = watch(path, { persistent: false }, (_, name) => onChange(path, name ?? ""))
          watcher.on("error", () => {
            drop(path)
            onChange(path, "")
          })
          all.set(path, { inode, watcher })
        },
        catch: (cause) => new WatchFailed({ directory: path, reason: String(cause) })
      }).pipe(Effect.catch((error) => Effect.logWarning(error.message)))

    const replace = Effect.fnUntraced(function* (directories: ReadonlyArray<string>) {
      const found = yield* Effect.promise(() => inOrder(directories))
      const wanted = new Map(found.flatMap((one) => (one === null ? [] : [[one.path, one.inode] as const])))
      for (const [path, watched] of all) if (wanted.get(path) !== watched.inode) drop(path)
      for (const [path, inode] of wanted) if (!all.has(path)) yield* add(path, inode)
    })
    return { replace }
  })
