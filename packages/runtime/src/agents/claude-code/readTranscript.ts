/** Brings what is known of a thread's transcript up to date. */
import { Effect, Option } from "effect"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import type { FileTail } from "../../files/FileTail.ts"
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

/** Where the transcript of this thread should appear. */
const foldersOf = (thread: LiveThread): ReadonlyArray<string> => {
  const { record, cwd } = thread.facts
  const folders = [record.cwd, cwd].flatMap((one) => (one === null ? [] : [transcriptFolder(thread.paths, one)]))
  return [...new Set(folders)]
}

const found = (thread: LiveThread, path: string): void => {
  thread.path = path
  thread.folders = [dirname(path)]
}

interface Reduced {
  readonly state: TranscriptState
  /** Types that the decoder does not know. */
  readonly unknown: ReadonlyArray<string>
}

const reduceLines = (from: TranscriptState, lines: ReadonlyArray<string>): Reduced => {
  let state = from
  const unknown: Array<string> = []
  for (const line of lines) {
    const record = decodeTranscriptLine(line)
    if (record.kind === "unknown") unknown.push(record.type)
    else if (record.kind !== "none") state = reduceTranscript(state, record)
  }
  return { state, unknown }
}

/** What a transcript began with, where only its end was read. */
const withHead = (tail: FileTail["Service"], path: string, state: TranscriptState): Effect.Effect<TranscriptState> =>
  tail.first(path, headLimit).pipe(
    Effect.map((lines) => ({
      ...state,
      firstPrompt: reduceLines(emptyTranscript, lines).state.firstPrompt ?? state.firstPrompt
    })),
    Effect.orElseSucceed(() => state)
  )

/** Reads what is new. True where there was something. */
export const readTranscript = Effect.fnUntraced(function* (
  tail: FileTail["Service"],
  thread: LiveThread,
  count: Count
) {
  if (thread.path === null) thread.folders = foldersOf(thread)
  const file = `${thread.facts.record.threadId}.jsonl`
  const paths = thread.path === null ? thread.folders.map((folder) => join(folder, file)) : [thread.path]
  for (const path of paths) {
    const read = yield* Effect.option(tail.read(path, thread.position, limit))
    if (Option.isNone(read)) continue
    const { position, lines, restarted, skipped } = read.value
    const isFresh = thread.position === null || restarted
    if (thread.path === null) found(thread, path)
    thread.position = position
    if (lines.length === 0 && !restarted) return false
    const { state, unknown } = reduceLines(isFresh ? emptyTranscript : thread.facts.transcript, lines)
    const transcript = isFresh && skipped > 0 ? yield* withHead(tail, path, state) : state
    thread.facts = { ...thread.facts, transcript }
    for (const type of unknown) yield* count(type)
    return true
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
  found(thread, path)
  return true
})
