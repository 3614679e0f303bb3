/** A watch of the operating system. */
import type { Effect, Scope } from "effect"
import type { FileEvent } from "./FileEvent.ts"
import type { WatchFailed } from "./WatchFailed.ts"

/** What a native watch calls. */
export interface WatchListener {
  changed(events: ReadonlyArray<FileEvent>): void
  /** The watch sees nothing any more: the directory is gone, or another one has its name. */
  lost(): void
}

/** `pause`: the least time between two batches in the long run, in milliseconds (`noticePace`); a few are told at once. */
export type Watch = (
  directory: string,
  pause: number,
  listener: WatchListener
) => Effect.Effect<void, WatchFailed, Scope.Scope>
