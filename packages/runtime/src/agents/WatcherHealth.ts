/** How a watcher is. */

/** What `doctor` shows of a watcher. Times are milliseconds since the epoch. */
export interface WatcherHealth {
  readonly name: string
  readonly state: "running" | "retrying" | "ended"
  readonly events: number
  readonly lastEventAt: number | null
  readonly failures: number
  readonly lastFailure: string | null
  /** Records that a decoder did not know, by type. */
  readonly unknown: ReadonlyMap<string, number>
}
