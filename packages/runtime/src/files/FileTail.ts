/** Reads what was appended to a file, and nothing else: a 1 GB transcript costs its last lines. */
import { Context, type Effect, Schema } from "effect"

export class TailFailed extends Schema.TaggedError<TailFailed>()("TailFailed", {
  path: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `${this.path}: ${this.reason}`
  }
}

/** Where a reader stands in a file. Data: keep it beside what was read. */
export interface TailPosition {
  readonly inode: number
  /** Bytes consumed: the end of the last complete line. */
  readonly offset: number
  /** A fingerprint of the first bytes, to notice a file that was rewritten in place. */
  readonly head: string
}

export interface TailRead {
  readonly lines: ReadonlyArray<string>
  readonly position: TailPosition
  /** The file was truncated, rotated or replaced: forget what was read before these lines. */
  readonly restarted: boolean
  /** Bytes before the first line that were left out because of `limit`. */
  readonly skipped: number
}

export class FileTail extends Context.Service<
  FileTail,
  {
    /** Complete lines after `from`; from the start, but at most the last `limit` bytes, where `from` is null. */
    read(path: string, from: TailPosition | null, limit: number): Effect.Effect<TailRead, TailFailed>
  }
>()("@opensessions/runtime/files/FileTail") {}
