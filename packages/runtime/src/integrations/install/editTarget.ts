/** Carries an edit out: reads, writes through links, and keeps what is needed to undo it. */
import { Effect, Result } from "effect"
import { existsSync } from "node:fs"
import { rm, rmdir } from "node:fs/promises"
import { dirname } from "node:path"
import { linkChain, readTextFile, type TextFileFailed, writeTextFile } from "../../config/TextFile.ts"
import { foreign, type Standing, type Target } from "./Target.ts"
import { type UndoRecord, undone, undoRecord } from "./undoRecord.ts"
import { keepRecord, recordOf } from "./undoRecords.ts"

export interface TargetState {
  readonly target: Target
  readonly standing: Standing
}

/** What happened to a file. `left`: not touched, for the reason. `failed`: the same, and it should not be so. */
export interface Change {
  readonly target: Target
  readonly done: "added" | "updated" | "removed" | "unchanged" | "left" | "failed"
  readonly reason: string | null
}

const change = (target: Target, done: Change["done"], reason: string | null = null): Change => ({
  target,
  done,
  reason
})

/** One file that can't be read or written is no reason to say nothing of the others. */
const orFailed = (target: Target) => (edit: Effect.Effect<Change, TextFileFailed>) =>
  Effect.catch(edit, (error) =>
    Effect.succeed(change(target, "failed", error.path === target.file ? `it ${error.reason}` : error.message))
  )

/** A file that can't be read is nothing that can be edited. */
export const readTarget = (target: Target): Effect.Effect<TargetState> =>
  readTextFile(target.file).pipe(
    Effect.map((text) => ({ target, standing: target.standing(text) })),
    Effect.catch((error) => Effect.succeed({ target, standing: foreign(`it ${error.reason}`) }))
  )

const objectionTo = ({ beside }: Target) =>
  beside === null ? Effect.succeed(null) : Effect.map(readTextFile(beside.file), (text) => beside.objection(text ?? ""))

const missingDirectories = (path: string): ReadonlyArray<string> => {
  const missing: Array<string> = []
  for (let directory = dirname(path); !existsSync(directory); directory = dirname(directory)) missing.push(directory)
  return missing
}

const deleteFile = (path: string, directories: ReadonlyArray<string>) =>
  Effect.promise(async () => {
    const last = (await linkChain(path)).at(-1) ?? path
    await rm(last, { force: true })
    // Those that were made for it, as far as nobody else has put anything into them.
    for (const directory of directories) await rmdir(directory).catch(() => undefined)
  })

/** The text without ours, as exactly as can be; undefined where nothing of ours is in it. */
const textWithout = Effect.fnUntraced(function* (records: string, target: Target, text: string | null) {
  if (text === null) return { text, directories: [] }
  const record = yield* recordOf(records, target.file)
  const exact = record === null ? undefined : undone(record, text)
  return { text: exact === undefined ? target.remove(text) : exact, directories: record?.directories ?? [] }
})

/** The record first, so that there is no edit without what undoes it. */
const writeWithRecord = Effect.fnUntraced(function* (
  records: string,
  file: string,
  text: string,
  record: UndoRecord
): Effect.fn.Return<void, TextFileFailed> {
  const former = yield* recordOf(records, file)
  yield* keepRecord(records, file, record)
  yield* writeTextFile(file, text).pipe(Effect.tapError(() => Effect.ignore(keepRecord(records, file, former))))
})

/** Puts ours there, in the place of an older edition of it. */
export const install = Effect.fn("integrations.install")(
  function* (records: string, target: Target): Effect.fn.Return<Change, TextFileFailed> {
    const now = yield* readTextFile(target.file)
    const standing = target.standing(now)
    if (standing._tag === "Installed") return change(target, "unchanged")
    const objection = yield* objectionTo(target)
    if (objection !== null) return change(target, "left", objection)
    if (standing._tag === "Foreign") return change(target, "left", standing.reason)
    const before = yield* textWithout(records, target, now)
    const after = target.add(before.text)
    if (Result.isFailure(after)) return change(target, "left", after.failure)
    const directories = before.text === now ? missingDirectories(target.file) : before.directories
    yield* writeWithRecord(records, target.file, after.success, undoRecord(before.text, after.success, directories))
    return change(target, standing._tag === "Outdated" ? "updated" : "added")
  },
  (edit, _, target) => orFailed(target)(edit)
)

/** Takes ours away, and nothing else. */
export const uninstall = Effect.fn("integrations.uninstall")(
  function* (records: string, target: Target): Effect.fn.Return<Change, TextFileFailed> {
    const now = yield* readTextFile(target.file)
    const before = yield* textWithout(records, target, now)
    if (now === null || before.text === now) {
      const standing = target.standing(now)
      // Perhaps ours is in it, and it can't be taken out of what is no JSON.
      const doubtful = standing._tag === "Foreign" && now?.includes("opensessions-hook.sh") === true
      return doubtful ? change(target, "left", standing.reason) : change(target, "unchanged")
    }
    yield* before.text === null ? deleteFile(target.file, before.directories) : writeTextFile(target.file, before.text)
    yield* keepRecord(records, target.file, null)
    return change(target, "removed")
  },
  (edit, _, target) => orFailed(target)(edit)
)
