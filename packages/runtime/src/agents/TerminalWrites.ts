/**
 * The moment in which a program writes to its terminal: an edge that costs nothing until it comes. For a state that only
 * the screen tells; the look itself is another's.
 */
import { Context, Effect } from "effect"
import { type FSWatcher, watch } from "node:fs"

/** Where a terminal can't be watched, a write is assumed this often. */
const assumedMillis = 1_000

/** `/dev/pts` tells of each write to a terminal within a millisecond; one watch is one inotify entry. */
const nextWrite = (tty: string): Effect.Effect<void> =>
  Effect.callback<void>((resume) => {
    let watcher: FSWatcher | null = null
    try {
      watcher = watch(tty, { persistent: false }, () => resume(Effect.void))
      watcher.on("error", () => resume(Effect.sleep(assumedMillis)))
    } catch {
      resume(Effect.sleep(assumedMillis))
    }
    return Effect.sync(() => watcher?.close())
  })

/** Completes when something is next written to this terminal device. */
export const TerminalWrites = Context.Reference<(tty: string) => Effect.Effect<void>>(
  "@opensessions/runtime/agents/TerminalWrites",
  {
    defaultValue: () => (process.platform === "linux" ? nextWrite : () => Effect.sleep(assumedMillis))
  }
)
