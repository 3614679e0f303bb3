/** What the handlers of signals share: the services, the threads, and the way to put something off. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import type { PaneId } from "@opensessions/protocol/Ids"
import { Clock, Effect, FiberMap, Queue, type Scope, Stream } from "effect"
import { basename } from "node:path"
import type { FileEvents } from "../../files/FileEvents.ts"
import type { FileTail } from "../../files/FileTail.ts"
import type { TailPosition } from "../../files/TailRead.ts"
import type { ProcessTable } from "../../processes/ProcessTable.ts"
import type { AgentPanes } from "../AgentPanes.ts"
import type { AgentPane } from "../AgentPane.ts"
import type { ProcessQuestions } from "../ProcessQuestions.ts"
import { TerminalWrites } from "../TerminalWrites.ts"
import { type ClaudePaths, pathsBelow, recordPid } from "./claudePaths.ts"
import type { LiveThread } from "./LiveThread.ts"
import { type Due, Signal } from "./Signal.ts"
import { ThreadBook } from "./ThreadBook.ts"

export interface ClaudeServices {
  /** The configuration directory of the daemon's own environment. */
  readonly root: string | null
  readonly files: FileEvents["Service"]
  readonly tail: FileTail["Service"]
  readonly table: ProcessTable["Service"]
  readonly panes: AgentPanes["Service"]
  readonly details: ProcessQuestions
  readonly count: (type: string) => Effect.Effect<void>
}

export interface ClaudeWatch extends ClaudeServices {
  readonly book: ThreadBook
  readonly signals: Queue.Queue<Signal>
  /** The panes as they were told last. */
  panesNow: ReadonlyMap<PaneId, AgentPane>
  /** How far each prompt history was read. */
  readonly histories: Map<string, TailPosition | null>
  /** Processes in panes that are being given time to write their record. */
  readonly expected: Set<number>
  later(millis: number, signal: Signal): Effect.Effect<void>
  /** Puts something off for a thread; once at a time. */
  due(thread: LiveThread, millis: number, what: Due): Effect.Effect<void>
  /** Looks at the thread's screen some time after its terminal was next written to; waits for that once at a time. */
  lookAfterWrite(thread: LiveThread): Effect.Effect<void>
  /** Says what is new of a thread, now or when it is time to. */
  speak(thread: LiveThread): Effect.Effect<void>
  /** Watches a configuration directory, once. */
  addRoot(root: string): Effect.Effect<void>
  isRoot(root: string): boolean
  /** Tells when this process is gone. */
  awaitExit(thread: LiveThread): Effect.Effect<void>
  forgetProcess(pid: number): Effect.Effect<void>
  /** Fails when a watch ends, which none should. */
  readonly broken: Effect.Effect<void>
  /** Live threads by the folders of their transcripts. */
  byFolder: ReadonlyMap<string, ReadonlyArray<LiveThread>>
  /** Watches the folders of the live threads' transcripts and no others. */
  readonly syncFolders: Effect.Effect<void>
}

/**
 * A transcript is read at once, and while it grows and grows once in this time: what it says is shown within 100 ms. The
 * live record's edges have it read in between.
 */
const transcriptPauseMillis = 90
/** From a write to the look: a program that writes all the time is not looked at more often. */
const writtenMillis = 400

export const makeClaudeWatch = Effect.fnUntraced(function* (
  services: ClaudeServices,
  emit: (events: ReadonlyArray<AgentEvent>) => void
) {
  const { files, table } = services
  const scope: Scope.Scope = yield* Effect.scope
  const signals = yield* Queue.unbounded<Signal>()
  const book = new ThreadBook(emit)
  const roots = yield* FiberMap.make<string, void, never>()
  const folders = yield* FiberMap.make<string, void, never>()
  const exits = yield* FiberMap.make<number, unknown, never>()
  const writes = yield* FiberMap.make<number, void, never>()
  const written = yield* TerminalWrites

  const later = (millis: number, signal: Signal) =>
    Queue.offer(signals, signal).pipe(Effect.delay(millis), Effect.forkIn(scope), Effect.asVoid)
  const due = (thread: LiveThread, millis: number, what: Due) =>
    Effect.suspend(() => {
      if (thread.due.has(what)) return Effect.void
      thread.due.add(what)
      return later(millis, Signal.ThreadDue({ pid: thread.facts.record.pid, what }))
    })

  const forEver = (watching: Effect.Effect<void>, directory: string) =>
    Effect.andThen(watching, Effect.die(new Error(`the watch of ${directory} ended`)))
  const watchRecords = (paths: ClaudePaths) =>
    Stream.runForEach(files.entries(paths.records), (batch) => {
      const pids = batch.flatMap(({ path }) => recordPid(basename(path)) ?? [])
      const changed = pids.map((pid) => Signal.RecordChanged({ paths, pid, attempt: 1 }))
      return Queue.offerAll(signals, batch.length === 0 ? [Signal.RecordsDue({ paths })] : changed)
    })
  const watchHistory = (paths: ClaudePaths) =>
    Stream.runForEach(files.entries(paths.root), (batch) =>
      batch.length === 0 || batch.some(({ path }) => path === paths.history)
        ? Queue.offer(signals, Signal.HistoryChanged({ paths }))
        : Effect.void
    )
  const watchFolder = (folder: string) =>
    Stream.runForEach(files.entries(folder, transcriptPauseMillis), (batch) =>
      Queue.offer(
        signals,
        Signal.TranscriptsChanged({ folder, paths: batch.length === 0 ? null : batch.map(({ path }) => path) })
      )
    )

  const watch: ClaudeWatch = {
    ...services,
    book,
    signals,
    panesNow: new Map(),
    byFolder: new Map(),
    broken: Effect.all([FiberMap.join(roots), FiberMap.join(folders)], { concurrency: "unbounded", discard: true }),
    histories: new Map(),
    expected: new Set(),
    later,
    due,
    lookAfterWrite: (thread) => {
      const tty = thread.paneId === null ? undefined : watch.panesNow.get(thread.paneId)?.tty
      if (tty === undefined || tty === "") return Effect.void
      const look = Effect.andThen(written(tty), due(thread, writtenMillis, "screen"))
      return Effect.asVoid(FiberMap.run(writes, thread.facts.record.pid, look, { onlyIfMissing: true }))
    },
    speak: Effect.fnUntraced(function* (thread) {
      const wait = book.speak(thread, yield* Clock.currentTimeMillis)
      if (wait !== null) yield* due(thread, wait, "words")
    }),
    isRoot: (root) => FiberMap.hasUnsafe(roots, root),
    addRoot: Effect.fnUntraced(function* (root) {
      const paths = pathsBelow(root)
      const both = Effect.all([watchRecords(paths), watchHistory(paths)], { concurrency: "unbounded", discard: true })
      yield* FiberMap.run(roots, root, forEver(both, root), { onlyIfMissing: true })
    }),
    awaitExit: (thread) => {
      const { pid } = thread.facts.record
      const { startTime } = thread
      const gone = Effect.andThen(
        table.exit(pid, startTime),
        Queue.offer(signals, Signal.ProcessGone({ pid, startTime }))
      )
      return Effect.asVoid(FiberMap.run(exits, pid, gone))
    },
    forgetProcess: (pid) => Effect.andThen(FiberMap.remove(writes, pid), FiberMap.remove(exits, pid)),
    syncFolders: Effect.gen(function* () {
      const wanted = new Map<string, Array<LiveThread>>()
      for (const thread of book.all()) {
        for (const folder of thread.folders) wanted.set(folder, [...(wanted.get(folder) ?? []), thread])
      }
      watch.byFolder = wanted
      for (const [folder] of folders) if (!wanted.has(folder)) yield* FiberMap.remove(folders, folder)
      for (const folder of wanted.keys())
        yield* FiberMap.run(folders, folder, forEver(watchFolder(folder), folder), { onlyIfMissing: true })
    })
  }
  return watch
})
