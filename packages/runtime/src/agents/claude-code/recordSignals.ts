/** Live records: found, rewritten, left behind, deleted. */
import { Clock, Effect, Option } from "effect"
import { join } from "node:path"
import { listDirectory } from "../../files/listDirectory.ts"
import { realPath } from "../../files/realPath.ts"
import { type ClaudePaths, recordPid } from "./claudePaths.ts"
import type { ClaudeWatch } from "./ClaudeWatch.ts"
import { activityOf, decodeLiveRecord, type LiveRecord } from "./liveRecord.ts"
import { type LiveThread, newLiveThread } from "./LiveThread.ts"
import { paneOf, panesByPid } from "./paneOf.ts"
import { readTranscript } from "./readTranscript.ts"
import { Signal } from "./Signal.ts"
import { newFacts, withRecord, withTitle } from "./threadFacts.ts"
import { readTitle } from "./title.ts"
import { isRecordOf } from "./verifyRecord.ts"

const recordLimit = 64 * 1024
/** A reader may catch half of a record; the rest follows at once, or the file is broken. */
const againMillis = 20
const maxAttempts = 5
/** Until its prompt is there a thread may still change (`--continue` shows a fresh one for 50 ms). */
const readyMillis = 1_500
/** When to look for a transcript elsewhere that is not where it should be. */
const findMillis = 1_000
/** After a record was deleted: its process is about to end. These moments find it sooner than the regular check. */
const leavingMillis = [0, 30, 100, 300]
const orphanMillis = 2_000

const realDirectory = (path: string | null): string | null => (path === null ? null : realPath(path))

/** Reads what there is of the thread's transcript, and puts off what can't be known yet. */
const follow = Effect.fnUntraced(function* (watch: ClaudeWatch, thread: LiveThread) {
  yield* readTranscript(watch.tail, thread, watch.count)
  yield* watch.syncFolders
  if (thread.path === null) yield* watch.due(thread, findMillis, "transcript")
})

/** The thread that a process has open from now on. */
export const adopt = Effect.fnUntraced(function* (
  watch: ClaudeWatch,
  thread: LiveThread,
  record: LiveRecord,
  recorded = true
) {
  const { record: before, turnAt } = thread.facts
  thread.facts = withRecord(thread.facts, record, recorded)
  if (record.cwd !== before.cwd) thread.facts = { ...thread.facts, cwd: realDirectory(record.cwd) }
  thread.ready ||= record.status !== null
  if (record.threadId !== before.threadId) {
    thread.path = null
    thread.position = null
    watch.book.replaced(thread, yield* Clock.currentTimeMillis)
    yield* follow(watch, thread)
  } else if (record.statusAt !== before.statusAt) {
    // What the transcript has by now belongs to this edge, whether or not its notice came.
    yield* readTranscript(watch.tail, thread, watch.count)
    if (thread.path === null && thread.facts.turnAt !== turnAt) yield* watch.due(thread, findMillis, "transcript")
  }
  yield* watch.speak(thread)
})

/** A process that was just found. */
export const admit = Effect.fnUntraced(function* (
  watch: ClaudeWatch,
  paths: ClaudePaths,
  record: LiveRecord,
  recorded: boolean,
  startTime: string
) {
  const lineage = yield* watch.table.lineage(record.pid)
  if (lineage.length === 0) return
  const thread = newLiveThread(paths, startTime, newFacts(record, recorded, lineage, realDirectory(record.cwd)))
  const pane = paneOf(panesByPid(watch.panesNow), thread)
  thread.paneId = pane?.paneId ?? null
  thread.facts = withTitle(thread.facts, readTitle(pane?.title ?? ""), yield* Clock.currentTimeMillis)
  watch.book.add(thread)
  yield* watch.awaitExit(thread)
  yield* follow(watch, thread)
  if (!thread.ready) yield* watch.due(thread, readyMillis, "ready")
  yield* watch.speak(thread)
})

const isSame = (thread: LiveThread, record: LiveRecord): boolean =>
  record.startTime === null || record.startTime === thread.startTime || !/^\d+$/.test(thread.startTime)

/** Asks more often for a while whether it has gone; the record may also have been deleted by somebody else. */
export const watchLeaving = Effect.fnUntraced(function* (watch: ClaudeWatch) {
  const check = Effect.forEach(leavingMillis, (millis) => Effect.delay(watch.table.checkExits, millis), {
    discard: true
  })
  yield* Effect.forkChild(check)
})

const onDeleted = Effect.fnUntraced(function* (watch: ClaudeWatch, thread: LiveThread) {
  yield* watchLeaving(watch)
  yield* watch.due(thread, orphanMillis, "record")
})

/** A record was made, rewritten or deleted. */
export const onRecord = Effect.fnUntraced(function* (
  watch: ClaudeWatch,
  paths: ClaudePaths,
  pid: number,
  attempt: number
) {
  const known = watch.book.get(pid)
  const text = yield* Effect.option(watch.tail.text(join(paths.records, `${pid}.json`), recordLimit))
  if (Option.isNone(text))
    return known === null || known.paths.root !== paths.root ? undefined : yield* onDeleted(watch, known)
  const record = decodeLiveRecord(text.value)
  if (record === null) {
    if (attempt < maxAttempts)
      yield* watch.later(againMillis, Signal.RecordChanged({ paths, pid, attempt: attempt + 1 }))
    return
  }
  if (record.pid !== pid) return
  const isNews = record.status !== null && record.status !== known?.facts.record.status
  if (isNews && activityOf(record) === "unknown") yield* watch.count(`status ${record.status}`)
  if (known !== null && isSame(known, record)) return yield* adopt(watch, known, record)
  const info = yield* watch.table.info(pid)
  if (Option.isNone(info) || !isRecordOf(record, info.value)) return
  if (known !== null) watch.book.remove(known, yield* Clock.currentTimeMillis)
  yield* admit(watch, paths, record, true, info.value.startTime)
})

/** Reads every record, and notes those that have gone. */
export const onRecords = Effect.fnUntraced(function* (watch: ClaudeWatch, paths: ClaudePaths) {
  const there = (yield* listDirectory(paths.records)).flatMap((name) => recordPid(name) ?? [])
  for (const pid of there) yield* onRecord(watch, paths, pid, maxAttempts)
  for (const thread of watch.book.all()) {
    const { pid } = thread.facts.record
    if (thread.facts.recorded && thread.paths.root === paths.root && !there.includes(pid))
      yield* onDeleted(watch, thread)
  }
})
