/** Watches the entries of one directory with `fs.watch`. */
import { Effect } from "effect"
import { type FSWatcher, statSync, watch } from "node:fs"
import { basename, join } from "node:path"
import { directoryIdentity } from "./directoryIdentity.ts"
import type { FileEvent } from "./FileEvent.ts"
import type { Watch } from "./Watch.ts"
import { dueAfter, waitBefore } from "./noticePace.ts"
import { watchFailed } from "./WatchFailed.ts"

const exists = (path: string): boolean => {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

export const watchEntries: Watch = (directory, pause, listener) =>
  Effect.acquireRelease(
    Effect.try({
      try: (): FSWatcher => {
        const self = directoryIdentity(directory)
        const own = basename(directory)
        // `join` of each notice was 5 % of all that fifty busy agents allocate.
        const prefix = join(directory, "_").slice(0, -1)
        const waiting = new Map<string, FileEvent["kind"]>()
        let due = 0
        const tell = () => {
          const events = [...waiting].map(([path, kind]) => ({ path, kind }))
          waiting.clear()
          due = dueAfter(due, pause, performance.now())
          listener.changed(events)
        }
        // Several notices of one write are one batch: told when this round of the event loop is over, or when the pace allows.
        const tellSoon = () => {
          const wait = waitBefore(due, pause, performance.now())
          if (wait > 0) setTimeout(tell, wait).unref()
          else setImmediate(tell)
        }
        const watcher = watch(directory, { persistent: false }, (event, name) => {
          if ((name === null || name === own) && directoryIdentity(directory) !== self) listener.lost()
          if (name === null) return
          if (waiting.size === 0) tellSoon()
          const path = `${prefix}${name}`
          const known = waiting.get(path)
          if (event === "rename") waiting.set(path, exists(path) ? "create" : "delete")
          else if (known === undefined) waiting.set(path, "update")
        })
        watcher.on("error", () => listener.lost())
        return watcher
      },
      catch: (cause) => watchFailed(directory, cause)
    }),
    (watcher) => Effect.sync(() => watcher.close())
  )
