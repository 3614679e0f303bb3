/** What the handlers of signals share: the services, the threads, and the way to put something off. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import type { PaneId } from "@opensessions/protocol/Ids"
import { Effect, FiberMap, Queue, type Scope, Stream } from "effect"
import { basename } from "node:path"
import type { FileEvents } from "../../files/FileEvents.ts"
import type { FileTail, TailPosition } from "../../files/FileTail.ts"
import type { ProcessTable } from "../../processes/ProcessTable.ts"
import type { AgentPane, AgentPanes } from "../AgentPanes.ts"
import { type ClaudePaths, pathsBelow, recordPid } from "./claudePaths.ts"
import type { LiveThread } from "./LiveThread.ts"
import { foldersOf } from "./readTranscript.ts"
import { type Due, Signal } from "./Signal.ts"
import { ThreadBook } from "./ThreadBook.ts"

export interface ClaudeServices {
  readonly files: FileEvents["Service"]
  readonly tail: FileTail["Service"]
  readonly table: ProcessTable["Service"]
  readonly panes: AgentPanes["Service"]
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
  due(thread: LiveThread, millis: number, what: Due): Effect.Effect<void>
  /** Says what is new of a thread; figures are said within a second. */
  speak(thread: LiveThread, urgent?: boolean): Effect.Effect<void>
  /** Watches a configuration directory, once. */
  addRoot(root: string): Effect.Effect<void>
  isRoot(root: string): boolean
  /** Tells when this process is gone. */
  awaitExit(thread: LiveThread): Effect.Effect<void>
  forgetProcess(pid: number): Effect.Effect<void>
  /** Watches the folders of the live threads' transcripts and no others. */
  readonly syncFolders: Effect.Effect<void>
}

/** Tokens and times of activity change with every record and can wait for this long. */
const figuresMillis = 1_000

export const makeClaudeWatch = Effect.fnUntraced(function* (
  services: ClaudeServices,
  emit: (events: ReadonlyArray<AgentEvent>) => void
) {
  const { files, table } = services
  const scope: Scope.Scope = yield* Effect.scope
  const signals = yield* Queue.unbounded<Signal>()
  const book = new ThreadBook(emit)
  const roots = yield* FiberMap.make<string>()
  const folders = yield* FiberMap.make<string>()
  const exits = yield* FiberMap.make<number>()

  const later = (millis: number, signal: Signal) =>
    Queue.offer(signals, signal).pipe(Effect.delay(millis), Effect.forkIn(scope), Effect.asVoid)
  const due = (thread: LiveThread, millis: number, what: Due) =>
    later(millis, Signal.ThreadDue({ pid: thread.facts.record.pid, what }))

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
    Stream.runForEach(files.entries(folder), (batch) =>
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
    histories: new Map(),
    expected: new Set(),
    later,
    due,
    speak: Effect.fnUntraced(function* (thread, urgent = false) {
      if (!book.speak(thread, urgent) || thread.due) return
      thread.due = true
      yield* due(thread, figuresMillis, "figures")
    }),
    isRoot: (root) => FiberMap.hasUnsafe(roots, root),
    addRoot: Effect.fnUntraced(function* (root) {
      const paths = pathsBelow(root)
      const both = Effect.all([watchRecords(paths), watchHistory(paths)], { concurrency: "unbounded", discard: true })
      yield* FiberMap.run(roots, root, both, { onlyIfMissing: true })
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
    forgetProcess: (pid) => FiberMap.remove(exits, pid),
    syncFolders: Effect.gen(function* () {
      const wanted = new Set(book.all().flatMap(foldersOf))
      for (const [folder] of folders) if (!wanted.has(folder)) yield* FiberMap.remove(folders, folder)
      for (const folder of wanted) yield* FiberMap.run(folders, folder, watchFolder(folder), { onlyIfMissing: true })
    })
  }
  return watch
})
