/** What one reading of a growing file gives, and where the next one begins. */

/** Where a reader stands in a file. Data: keep it beside what was read. */
export interface TailPosition {
  readonly inode: number
  /** Bytes consumed: the end of the last complete line. */
  readonly offset: number
  /** The bytes just before `offset`, to notice a file that was rewritten in place. */
  readonly fingerprint: string
}

export interface TailRead {
  readonly lines: ReadonlyArray<string>
  readonly position: TailPosition
  /** The file was truncated, rotated or replaced: forget what was read before these lines. */
  readonly restarted: boolean
  /** Bytes before the first line that were left out because of `limit`. */
  readonly skipped: number
}
