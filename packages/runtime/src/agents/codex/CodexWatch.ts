/** What the handlers of signals share: the services, seats, threads and homes, and the way to put something off. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import type { PaneId } from "@opensessions/protocol/Ids"
import { Clock, Effect, FiberMap, Queue, Stream } from "effect"
import type { FileEvent, FileEvents } from "../../files/FileEvents.ts"
import type { FileTail } from "../../files/FileTail.ts"
import type { ProcessTable } from "../../processes/ProcessTable.ts"
import type { AgentPane, AgentPanes } from "../AgentPanes.ts"
import type { ProcessQuestions } from "../ProcessDetails.ts"
import { TerminalWrites } from "../TerminalWrites.ts"
import { type CodexHome, newCodexHome } from "./CodexHome.ts"
import type { CodexThread } from "./CodexThread.ts"
import { listenToDaemon } from "./listenToDaemon.ts"
import type { Seat } from "./Seat.ts"
import { type HomeTask, Signal } from "./Signal.ts"

export interface CodexServices {
  readonly files: FileEvents["Service"]
  readonly tail: FileTail["Service"]
  readonly table: ProcessTable["Service"]
  readonly panes: AgentPanes["Service"]
  readonly details: ProcessQuestions
  readonly count: (type: string) => Effect.Effect<void>
}

export interface CodexWatch extends CodexServices {
  readonly signals: Queue.Queue<Signal>
  readonly seats: Map<number, Seat>
  /** Threads that are followed, by id. */
  readonly threads: Map<string, CodexThread>
  readonly homes: Map<string, CodexHome>
  /** The panes as they were told last. */
  panesNow: ReadonlyMap<PaneId, AgentPane>
  emit(events: ReadonlyArray<AgentEvent>): void
  later(millis: number, signal: Signal): Effect.Effect<void>
  /** Puts a task off for a home; once at a time. */
  due(home: CodexHome, millis: number, what: HomeTask): Effect.Effect<void>
  /** Watches a home's locks, once; its other files only while somebody sits there. */
  addHome(root: string): Effect.Effect<CodexHome>
  watchHome(home: CodexHome, wanted: boolean): Effect.Effect<void>
  /** Listens to the home's shared daemon, as long as there is one and it is wanted. */
  listen(home: CodexHome, wanted: boolean): Effect.Effect<void>
  /** Watches these folders of rollouts and no others. */
  watchFolders(wanted: ReadonlySet<string>): Effect.Effect<void>
  /** Tells when something is next written to the seat's terminal. */
  awaitWrite(seat: Seat): Effect.Effect<void>
  /** Tells when this process is gone. */
  awaitExit(seat: Seat): Effect.Effect<void>
  forgetProcess(pid: number): Effect.Effect<void>
}

/** Files are read at once, and no more often than this while they grow. */
const rolloutPauseMillis = 100
const homePauseMillis = 50
/** A dialog that is redrawn again and again is looked at this often at most. */
const writePauseMillis = 400
/** Between two attempts to reach the daemon: it may be started any time. */
const listenMillis = [1_000, 2_000, 5_000, 15_000]

const pathsOf = (batch: ReadonlyArray<FileEvent>): ReadonlyArray<string> | null =>
  batch.length === 0 ? null : batch.map(({ path }) => path)

export const makeCodexWatch = Effect.fnUntraced(function* (
  services: CodexServices,
  emit: (events: ReadonlyArray<AgentEvent>) => void
) {
  const { files, table } = services
  const written = yield* TerminalWrites
  const scope = yield* Effect.scope
  const signals = yield* Queue.unbounded<Signal>()
  const homes = new Map<string, CodexHome>()
  const fibers = yield* FiberMap.make<string>()
  const folders = yield* FiberMap.make<string>()
  const exits = yield* FiberMap.make<number>()

  const later = (millis: number, signal: Signal) =>
    Queue.offer(signals, signal).pipe(Effect.delay(Math.max(0, millis)), Effect.forkIn(scope), Effect.asVoid)

  const follow = (directory: string, pause: number, tell: (paths: ReadonlyArray<string> | null) => Signal) =>
    Stream.runForEach(files.entries(directory, pause), (batch) => Queue.offer(signals, tell(pathsOf(batch))))

  const run = (key: string, wanted: boolean, effect: Effect.Effect<unknown>) =>
    Effect.suspend(() =>
      wanted ? Effect.asVoid(FiberMap.run(fibers, key, effect, { onlyIfMissing: true })) : FiberMap.remove(fibers, key)
    )

  const hearDaemon = Effect.fnUntraced(function* ({ paths: { root, socket } }: CodexHome) {
    for (let attempt = 0; ; attempt++) {
      let heard = false
      yield* Effect.ignore(
        Stream.runForEach(listenToDaemon(socket), (message) => {
          heard = true
          return Queue.offer(signals, Signal.DaemonSaid({ root, message }))
        })
      )
      if (heard) yield* Queue.offer(signals, Signal.DaemonLost({ root }))
      if (heard) attempt = 0
      yield* Effect.sleep(listenMillis[Math.min(attempt, listenMillis.length - 1)] ?? 15_000)
    }
  })

  const watch: CodexWatch = {
    ...services,
    signals,
    seats: new Map(),
    threads: new Map(),
    homes,
    panesNow: new Map(),
    emit,
    later,
    due: Effect.fnUntraced(function* (home, millis, what) {
      const at = (yield* Clock.currentTimeMillis) + millis
      const known = home.due.get(what)
      if (known !== undefined && known <= at) return
      home.due.set(what, at)
      yield* later(millis, Signal.HomeDue({ root: home.paths.root, what }))
    }),
    addHome: Effect.fnUntraced(function* (root) {
      const known = homes.get(root)
      if (known !== undefined) return known
      const home = newCodexHome(root)
      homes.set(root, home)
      const locks = follow(home.paths.locks, 0, (paths) => Signal.LocksChanged({ root, paths }))
      yield* run(`locks ${root}`, true, locks)
      return home
    }),
    watchHome: ({ paths: { root } }, wanted) =>
      run(
        `home ${root}`,
        wanted,
        follow(root, homePauseMillis, (paths) => Signal.HomeChanged({ root, paths }))
      ),
    listen: (home, wanted) => run(`daemon ${home.paths.root}`, wanted, hearDaemon(home)),
    watchFolders: Effect.fnUntraced(function* (wanted) {
      for (const [folder] of folders) if (!wanted.has(folder)) yield* FiberMap.remove(folders, folder)
      for (const folder of wanted) {
        const rollouts = follow(folder, rolloutPauseMillis, (paths) => Signal.RolloutsChanged({ folder, paths }))
        yield* FiberMap.run(folders, folder, rollouts, { onlyIfMissing: true })
      }
    }),
    awaitWrite: ({ paneId, process: { pid } }) => {
      const pane = paneId === null ? undefined : watch.panesNow.get(paneId)
      if (pane === undefined || pane.tty === "") return Effect.void
      const both = Effect.all([written(pane.tty), Effect.sleep(writePauseMillis)], { concurrency: 2, discard: true })
      return run(`write ${pid}`, true, Effect.andThen(both, Queue.offer(signals, Signal.Written({ pid }))))
    },
    awaitExit: ({ process: { pid, startTime } }) => {
      const gone = Effect.andThen(
        table.exit(pid, startTime),
        Queue.offer(signals, Signal.ProcessGone({ pid, startTime }))
      )
      return Effect.asVoid(FiberMap.run(exits, pid, gone))
    },
    forgetProcess: (pid) => Effect.andThen(FiberMap.remove(exits, pid), FiberMap.remove(fibers, `write ${pid}`))
  }
  return watch
})
