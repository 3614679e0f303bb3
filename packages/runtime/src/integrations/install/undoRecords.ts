/** The file in which the undo records of all edits are kept. */
import { Effect, Schema } from "effect"
import { readTextFile, TextFileFailed, writeTextFile } from "../../config/TextFile.ts"
import type { UndoRecord } from "./undoRecord.ts"

const Records = Schema.Record(
  Schema.String,
  Schema.Struct({
    existed: Schema.Boolean,
    directories: Schema.Array(Schema.String),
    at: Schema.Int,
    removed: Schema.String,
    inserted: Schema.Int,
    hash: Schema.String
  })
)

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(Records))

/** By the edited file's path. A file that can't be read is as good as none: then ours is taken out of what is there. */
const readAll = Effect.fnUntraced(function* (file: string) {
  const text = yield* Effect.orElseSucceed(readTextFile(file), () => null)
  const found = decode(text ?? "")
  return found._tag === "Some" ? found.value : {}
})

export const recordOf = (file: string, path: string): Effect.Effect<UndoRecord | null> =>
  Effect.map(readAll(file), (all) => all[path] ?? null)

/** `null` forgets it. */
export const keepRecord = Effect.fnUntraced(function* (
  file: string,
  path: string,
  record: UndoRecord | null
): Effect.fn.Return<void, TextFileFailed> {
  const { [path]: _, ...others } = yield* readAll(file)
  yield* writeTextFile(file, `${JSON.stringify(record === null ? others : { ...others, [path]: record }, null, 2)}\n`)
})
