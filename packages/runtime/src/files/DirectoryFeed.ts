/** What is watched, and the notices of it. */
import type { PubSub } from "effect"
import type { FileEvent } from "./FileEvent.ts"

/** A directory, and the least time between two batches of its notices in the long run, in milliseconds. */
export interface WatchTarget {
  readonly directory: string
  readonly pause: number
}

/** The notices of one directory, shared by all who want them. */
export interface DirectoryFeed {
  readonly notices: PubSub.PubSub<ReadonlyArray<FileEvent>>
  stands: boolean
}
