/** Transcripts, prompt history, ends of processes, and what was put off. */
import { Clock, Effect, Option } from "effect"
import { join } from "node:path"
import type { ClaudePaths } from "./claudePaths.ts"
import type { ClaudeWatch } from "./ClaudeWatch.ts"
import type { LiveThread } from "./LiveThread.ts"
import { guessThread, lookSoon, onLook, onPanes, onPresenceDue } from "./paneSignals.ts"
import { decodeHistoryLine } from "./promptHistory.ts"
import { findTranscript, readTranscript } from "./readTranscript.ts"
import { onRecord, onRecords } from "./recordSignals.ts"
import type { Due, Signal } from "./Signal.ts"

const historyLimit = 16 * 1024

const update = Effect.fnUntraced(function* (watch: ClaudeWatch, thread: LiveThread) {
  if (!(yield* readTranscript(watch.tail, thread, watch.count))) return
  yield* watch.speak(thread)
  yield* lookSoon(watch, thread)
})

const onTranscripts = Effect.fnUntraced(function* (
  watch: ClaudeWatch,
  folder: string,
  paths: ReadonlyArray<string> | null
) {
  for (const thread of watch.byFolder.get(folder) ?? []) {
    if (!thread.facts.recorded && thread.path === null) yield* guessThread(watch, thread)
    const path = thread.path ?? join(folder, `${thread.facts.record.threadId}.jsonl`)
    if (paths === null || paths.includes(path)) yield* update(watch, thread)
  }
})

const onHistory = Effect.fnUntraced(function* (watch: ClaudeWatch, paths: ClaudePaths) {
  const read = yield* Effect.option(
    watch.tail.read(paths.history, watch.histories.get(paths.root) ?? null, historyLimit)
  )
  if (Option.isNone(read)) return
  watch.histories.set(paths.root, read.value.position)
  for (const line of read.value.lines) {
    const entry = decodeHistoryLine(line)
    for (const thread of entry === null ? [] : watch.book.all()) {
      if (entry === null || thread.facts.record.threadId !== entry.threadId) continue
      const command = entry.command === null ? null : { name: entry.command, at: entry.at }
      if (command === null && thread.facts.command === null) continue
      thread.facts = { ...thread.facts, command }
      yield* watch.speak(thread)
    }
  }
})

const onGone = Effect.fnUntraced(function* (watch: ClaudeWatch, pid: number, startTime: string) {
  const thread = watch.book.get(pid)
  if (thread === null || thread.startTime !== startTime) return
  // The last lines tell how the last turn ended, if it did.
  yield* update(watch, thread)
  watch.book.remove(thread, yield* Clock.currentTimeMillis)
  yield* watch.forgetProcess(pid)
  yield* watch.syncFolders
})

const onDue = Effect.fnUntraced(function* (watch: ClaudeWatch, thread: LiveThread, what: Due) {
  thread.due.delete(what)
  switch (what) {
    case "words":
      return yield* watch.speak(thread)
    case "ready":
      thread.ready = true
      yield* watch.speak(thread)
      return yield* lookSoon(watch, thread)
    case "screen":
      return yield* onLook(watch, thread)
    case "transcript":
      if (thread.path === null && (yield* findTranscript(thread))) {
        yield* watch.syncFolders
        yield* update(watch, thread)
      }
      return
    case "record": {
      const path = join(thread.paths.records, `${thread.facts.record.pid}.json`)
      if (Option.isSome(yield* Effect.option(watch.tail.text(path, 1)))) return
      // Its process lives on without it, so it tells nothing any more.
      thread.facts = { ...thread.facts, recorded: false }
      return yield* watch.speak(thread)
    }
  }
})

/** Does what a signal asks for. */
export const handleSignal = (watch: ClaudeWatch, signal: Signal): Effect.Effect<void> => {
  switch (signal._tag) {
    case "RecordsDue":
      return onRecords(watch, signal.paths)
    case "RecordChanged":
      return onRecord(watch, signal.paths, signal.pid, signal.attempt)
    case "TranscriptsChanged":
      return onTranscripts(watch, signal.folder, signal.paths)
    case "HistoryChanged":
      return onHistory(watch, signal.paths)
    case "PanesChanged":
      return onPanes(watch, signal.panes)
    case "ProcessGone":
      return onGone(watch, signal.pid, signal.startTime)
    case "PresenceDue":
      return onPresenceDue(watch, signal.pid, signal.paneId)
    case "ThreadDue": {
      const thread = watch.book.get(signal.pid)
      return thread === null ? Effect.void : onDue(watch, thread, signal.what)
    }
  }
}
