/** Watches a whole tree with the recursive watcher. Loaded when first needed: it is a native module. */
import { Effect } from "effect"
import { directoryIdentity } from "./directoryIdentity.ts"
import type { Watch } from "./Watch.ts"
import { watchFailed } from "./WatchFailed.ts"

export const watchTree: Watch = (directory, _pause, listener) =>
  Effect.acquireRelease(
    Effect.tryPromise({
      try: async () => {
        const { subscribe } = (await import("@parcel/watcher")).default
        const self = directoryIdentity(directory)
        return subscribe(directory, (error, events) => {
          if (error !== null || directoryIdentity(directory) !== self) listener.lost()
          if (events.length > 0) listener.changed(events.map(({ path, type }) => ({ path, kind: type })))
        })
      },
      catch: (cause) => watchFailed(directory, cause)
    }),
    // Unsubscribing from a tree that is gone may fail; there is nothing left to release then.
    (subscription) => Effect.promise(() => subscription.unsubscribe().catch(() => undefined))
  )
