/** Brings what is known of a thread's transcript up to date. */
import { Effect, Option } from "effect"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import type { FileTail, TailRead } from "../../files/FileTail.ts"
import { listDirectory } from "../../files/listDirectory.ts"
import { transcriptFolder } from "./claudePaths.ts"
import type { LiveThread } from "./LiveThread.ts"
import { decodeTranscriptLine } from "./transcriptRecord.ts"
import { emptyTranscript, reduceTranscript, type TranscriptState } from "./transcriptState.ts"

/** What is read of a transcript that was there before us: some 50 turns. Its figures then count from there on. */
const limit = 512 * 1024
/** Where the first prompt of a longer one is looked for. */
const headLimit = 128 * 1024

type Count = (type: string) => Effect.Effect<void>

/** The folder where the transcript is; while it was not found yet, those where it should appear. */
export const foldersOf = (thread: LiveThread): ReadonlyArray<string> => {
  if (thread.path !== null) return [dirname(thread.path)]
  const { record, cwd } = thread.facts
  const folders = [record.cwd, cwd].flatMap((one) => (one === null ? [] : [transcriptFolder(thread.paths, one)]))
  return [...new Set(folders)]
}

const reduceLines = Effect.fnUntraced(function* (state: TranscriptState, lines: ReadonlyArray<string>, count: Count) {
  let next = state
  for (const line of lines) {
    const record = decodeTranscriptLine(line)
    if (record.kind === "unknown") yield* count(record.type)
    else if (record.kind !== "none") next = reduceTranscript(next, record)
  }
  return next
})

const withRead = Effect.fnUntraced(function* (
  tail: FileTail["Service"],
  thread: LiveThread,
  path: string,
  read: TailRead,
  count: Count
) {
  const fresh = thread.position === null || read.restarted
  const before = fresh ? emptyTranscript : thread.facts.transcript
  const state = yield* reduceLines(before, read.lines, count)
  if (!fresh || read.skipped === 0) return state
  const head = yield* Effect.orElseSucceed(tail.first(path, headLimit), () => [])
  const begin = yield* reduceLines(emptyTranscript, head, () => Effect.void)
  return { ...state, firstPrompt: begin.firstPrompt ?? state.firstPrompt }
})

/** Reads what is new. True where there was something. */
export const readTranscript = Effect.fnUntraced(function* (
  tail: FileTail["Service"],
  thread: LiveThread,
  count: Count
) {
  const file = `${thread.facts.record.threadId}.jsonl`
  const paths = thread.path === null ? foldersOf(thread).map((folder) => join(folder, file)) : [thread.path]
  for (const path of paths) {
    const read = yield* Effect.option(tail.read(path, thread.position, limit))
    if (Option.isNone(read)) continue
    const { position, lines, restarted } = read.value
    thread.path = path
    if (lines.length > 0 || restarted) {
      const transcript = yield* withRead(tail, thread, path, read.value, count)
      thread.facts = { ...thread.facts, transcript }
    }
    thread.position = position
    return lines.length > 0 || restarted
  }
  return false
})

/** Looks for the transcript in the folders of other directories: it stays where it began when the thread moves. */
export const findTranscript = Effect.fnUntraced(function* (thread: LiveThread) {
  const { projects } = thread.paths
  const file = `${thread.facts.record.threadId}.jsonl`
  const folders = yield* listDirectory(projects)
  const path = folders.map((folder) => join(projects, folder, file)).find((one) => existsSync(one))
  if (path === undefined) return false
  thread.path = path
  return true
})
