/** Reads what was appended to a file, and nothing else: a 1 GB transcript costs its last lines. */
import { Context, Effect, Layer, Schema } from "effect"
import { readFirstLines, readNewLines, readStart } from "./readLines.ts"
import type { TailPosition, TailRead } from "./TailRead.ts"

export class TailFailed extends Schema.TaggedError<TailFailed>()("TailFailed", {
  path: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `${this.path}: ${this.reason}`
  }
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
