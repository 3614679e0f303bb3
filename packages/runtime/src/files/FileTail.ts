/** Reads what was appended to a file, and nothing else: a 1 GB transcript costs its last lines. */
import { Context, Effect, Layer, Schema } from "effect"
import { readFirstLines, readNewLines, readStart } from "./readLines.ts"

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

const attempt = <A>(path: string, read: () => A): Effect.Effect<A, TailFailed> =>
  Effect.try({
    try: read,
    catch: (cause) => new TailFailed({ path, reason: cause instanceof Error ? cause.message : String(cause) })
  })

export class FileTail extends Context.Service<
  FileTail,
  {
    /** Complete lines after `from`, or from the start where it is null; of more than `limit` bytes only the last. */
    read(path: string, from: TailPosition | null, limit: number): Effect.Effect<TailRead, TailFailed>
    /** The complete lines among the first `limit` bytes. */
    first(path: string, limit: number): Effect.Effect<ReadonlyArray<string>, TailFailed>
    /** The text of a small file, cut at `limit` bytes. */
    text(path: string, limit: number): Effect.Effect<string, TailFailed>
  }
>()("@opensessions/runtime/files/FileTail") {
  static readonly layer = Layer.succeed(FileTail, {
    read: (path, from, limit) => attempt(path, () => readNewLines(path, from, limit)),
    first: (path, limit) => attempt(path, () => readFirstLines(path, limit)),
    text: (path, limit) => attempt(path, () => readStart(path, limit))
  })
}
