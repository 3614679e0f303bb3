/**
 * The operating system's notices: the only code that touches them. Two kinds, because the recursive watcher holds
 * notices back: with changes less than 500 ms apart it tells them after 50 ms (p50), and with a change each 30 ms it
 * told 4 of 40. `fs.watch` on one directory tells each within 0.3 ms (p95).
 */
import { Context, Effect, Layer } from "effect"
import { directoryIdentity } from "./directoryIdentity.ts"
import { watchEntries } from "./watchEntries.ts"
import { watchTree } from "./watchTree.ts"
import type { Watch } from "./Watch.ts"

export class NativeWatch extends Context.Service<
  NativeWatch,
  {
    /** Changes of the directory's own entries. */
    readonly entries: Watch
    /** Changes anywhere below, in batches of up to half a second. */
    readonly tree: Watch
    /** What tells this directory from another of the same name; null where there is none. */
    identity(directory: string): Effect.Effect<string | null>
  }
>()("@opensessions/runtime/files/NativeWatch") {
  static readonly layer = Layer.succeed(NativeWatch, {
    entries: watchEntries,
    tree: watchTree,
    identity: (directory) => Effect.sync(() => directoryIdentity(directory))
  })
}
