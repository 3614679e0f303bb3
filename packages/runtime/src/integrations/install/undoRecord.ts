/**
 * What has to be known to undo an edit to the byte: one exchange of a stretch of text. Where somebody edited the file
 * meanwhile the record does not fit any more, and ours is taken out of what is there now.
 */
import { createHash } from "node:crypto"

export interface UndoRecord {
  /** Whether the file was there before. */
  readonly existed: boolean
  /** Directories that were made for it, the innermost first. */
  readonly directories: ReadonlyArray<string>
  readonly at: number
  readonly removed: string
  readonly inserted: number
  /** Of the text after the edit. */
  readonly hash: string
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex")

const commonStart = (a: string, b: string): number => {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

const commonEnd = (a: string, b: string, limit: number): number => {
  let length = 0
  while (length < limit && a[a.length - 1 - length] === b[b.length - 1 - length]) length++
  return length
}

export const undoRecord = (before: string | null, after: string, directories: ReadonlyArray<string>): UndoRecord => {
  const text = before ?? ""
  const at = commonStart(text, after)
  const tail = commonEnd(text, after, Math.min(text.length, after.length) - at)
  return {
    existed: before !== null,
    directories,
    at,
    removed: text.slice(at, text.length - tail),
    inserted: after.length - tail - at,
    hash: hashOf(after)
  }
}

/** The text as it was before; `undefined` where the record does not fit what is there now. */
export const undone = (record: UndoRecord, now: string): string | null | undefined => {
  if (hashOf(now) !== record.hash) return undefined
  if (!record.existed) return null
  return now.slice(0, record.at) + record.removed + now.slice(record.at + record.inserted)
}
