/**
 * The moment in which a program writes to its terminal: an edge that costs nothing until it comes. For a state that only
 * the screen tells; the look itself is another's.
 */
import { Context, Effect } from "effect"
import { type FSWatcher, statSync, watch } from "node:fs"

/** Where a terminal can't be watched, a write is assumed this often. */
const assumedMillis = 1_000
/** Where the system gives no notice of writes but notes their time: how often that is read. */
const timeMillis = 500

/** `/dev/pts` tells of each write to a terminal within a millisecond; one watch is one inotify entry. */
const nextWrite = (tty: string): Effect.Effect<void> =>
  Effect.callback<void>((resume) => {
    let watcher: FSWatcher | null = null
    // The finalizer is for an interruption: a watch that told its write has to go as well.
    const end = (then: Effect.Effect<void>) => {
      watcher?.close()
      resume(then)
    }
    try {
      watcher = watch(tty, { persistent: false }, () => end(Effect.void))
      watcher.on("error", () => end(Effect.sleep(assumedMillis)))
    } catch {
      resume(Effect.sleep(assumedMillis))
    }
    return Effect.sync(() => watcher?.close())
  })

const writtenAt = (tty: string): number | null => {
  try {
    return statSync(tty).mtimeMs
  } catch {
    return null
  }
}

/** By the time of the last write, which Linux keeps to eight seconds only, others exactly. */
const laterTime = (tty: string): Effect.Effect<void> =>
  Effect.suspend(() => {
    const before = writtenAt(tty)
    if (before === null) return Effect.sleep(assumedMillis)
    return Effect.sleep(timeMillis).pipe(Effect.repeat({ until: () => writtenAt(tty) !== before }))
  })

/** Completes when something is next written to this terminal device. */
export const TerminalWrites = Context.Reference<(tty: string) => Effect.Effect<void>>(
  "@opensessions/runtime/agents/TerminalWrites",
  {
    defaultValue: () => (process.platform === "linux" ? nextWrite : laterTime)
  }
)
