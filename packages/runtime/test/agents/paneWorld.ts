/** Processes, panes, screens and terminals for a watcher of agents in panes; files and databases are real. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { PaneId } from "@opensessions/protocol/Ids"
import { type Config, ConfigProvider, Deferred, Effect, Layer, Option, Queue, Stream, SubscriptionRef } from "effect"
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { AgentPanes, ScreenUnavailable } from "../../src/agents/AgentPanes.ts"
import type { AgentPane } from "../../src/agents/AgentPane.ts"
import { AgentWatchers } from "../../src/agents/AgentWatchers.ts"
import { makePaneBeginnings } from "../../src/agents/paneBeginnings.ts"
import { ProcessDetails } from "../../src/agents/ProcessDetails.ts"
import { report } from "../../src/agents/settle.ts"
import { TerminalWrites } from "../../src/agents/TerminalWrites.ts"
import { nowhere, type Thread } from "../../src/agents/Thread.ts"
import { FileEvents } from "../../src/files/FileEvents.ts"
import { FileTail } from "../../src/files/FileTail.ts"
import type { ProcessSource } from "../../src/processes/ProcessSource.ts"
import { ProcessTable } from "../../src/processes/ProcessTable.ts"

export interface WorldProcess {
  readonly name: string
  readonly startedAt: number
  readonly parent?: number
  readonly words?: ReadonlyArray<string>
  readonly directory?: string
  readonly executable?: string
  readonly openFiles?: ReadonlyArray<string>
  readonly environment?: Readonly<Record<string, string>>
}

/** The time of what is written now. */
export const now = () => Date.now()

type Watchers = Layer.Layer<
  never,
  Config.ConfigError,
  AgentWatchers | AgentPanes | FileEvents | FileTail | ProcessTable
>

/** A home of its own; nothing watches until `start`. */
export const makePaneWorld = Effect.fnUntraced(function* (watcher: Watchers) {
  const home = yield* Effect.acquireRelease(
    Effect.sync(() => realpathSync(mkdtempSync(join(tmpdir(), "os-panes-")))),
    (directory) => Effect.sync(() => rmSync(directory, { recursive: true, force: true }))
  )
  const directory = join(home, "work")
  mkdirSync(directory)
  const processes = new Map<number, WorldProcess>()
  const screens = new Map<string, ReadonlyArray<string>>()
  const looks: Array<string> = []
  const panes = yield* SubscriptionRef.make<ReadonlyMap<PaneId, AgentPane>>(new Map())
  const said: Array<AgentEvent> = []
  const threads = new Map<string, Thread>()
  const news = yield* Queue.unbounded<AgentEvent>()
  const writes = new Map<string, Deferred.Deferred<void>>()

  const source: ProcessSource = {
    info: (pid) =>
      Effect.sync(() =>
        Option.map(Option.fromNullishOr(processes.get(pid)), ({ name, parent = 1, startedAt }) => ({
          pid,
          ppid: parent,
          foregroundGroup: pid,
          startTime: `${pid}00`,
          startedAt,
          name,
          zombie: false,
          stopped: false
        }))
      ),
    startedAt: (startTime) => processes.get(Number(startTime) / 100)?.startedAt ?? null,
    lineage: (pid) =>
      Effect.sync(() => {
        const pids: Array<number> = []
        for (let at = pid; processes.has(at); at = processes.get(at)?.parent ?? 1) pids.push(at)
        return pids
      }),
    environment: (pid, name) => Effect.sync(() => Option.fromNullishOr(processes.get(pid)?.environment?.[name])),
    observe: (pid) => ({
      present: () => processes.has(pid),
      state: () => (processes.has(pid) ? "running" : "gone"),
      close: () => undefined
    })
  }
  const details = {
    children: (pid: number) =>
      Effect.sync(() => [...processes].flatMap(([child, { parent }]) => (parent === pid ? child : []))),
    words: (pid: number) => Effect.sync(() => processes.get(pid)?.words ?? [processes.get(pid)?.name ?? ""]),
    directory: (pid: number) => Effect.sync(() => processes.get(pid)?.directory ?? directory),
    executable: (pid: number) => Effect.sync(() => processes.get(pid)?.executable ?? null),
    openFiles: (pid: number) => Effect.sync(() => processes.get(pid)?.openFiles ?? [])
  }
  const written = (tty: string) =>
    Effect.gen(function* () {
      const wait = writes.get(tty) ?? (yield* Deferred.make<void>())
      writes.set(tty, wait)
      yield* Deferred.await(wait)
    })

  const Panes = Layer.effect(
    AgentPanes,
    Effect.gen(function* () {
      const changes = SubscriptionRef.changes(panes)
      return AgentPanes.of({
        current: SubscriptionRef.get(panes),
        changes,
        beginnings: yield* makePaneBeginnings(yield* ProcessTable, changes),
        look: (paneId) => {
          looks.push(paneId)
          const screen = screens.get(paneId)
          return screen === undefined
            ? Effect.fail(new ScreenUnavailable({ paneId, reason: "gone" }))
            : Effect.succeed(screen)
        }
      })
    })
  )
  const around = { place: () => nowhere, watched: () => false, stopped: () => false, earlier: null, startedAt: 0 }
  const take = (event: AgentEvent) => {
    said.push(event)
    if (event._tag === "ThreadReported")
      threads.set(event.threadId, report(threads.get(event.threadId) ?? null, event, around))
    else if (event._tag !== "ThreadSeen") threads.delete(event.threadId)
    return Queue.offer(news, event)
  }
  const Feed = Layer.effectDiscard(
    Effect.gen(function* () {
      const { events } = yield* AgentWatchers
      yield* events.pipe(Stream.runForEach(take), Effect.forkScoped)
    })
  )
  const start = Layer.build(
    Layer.mergeAll(watcher, Feed).pipe(
      Layer.provideMerge(AgentWatchers.layer),
      Layer.provide([Panes, FileEvents.layer, FileTail.layer]),
      Layer.provide(ProcessTable.layerFrom(source)),
      Layer.provide([Layer.succeed(ProcessDetails, details), Layer.succeed(TerminalWrites, written)]),
      Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({ HOME: home })))
    )
  )

  /** Status and reason of a thread as the store would show it. */
  const state = (threadId: string): string => {
    const verdict = threads.get(threadId)?.verdict
    if (verdict === undefined) return "nothing"
    return verdict.reason === null ? verdict.status : `${verdict.status}(${verdict.reason})`
  }
  /** Waits until a thread is in this state. */
  const until = (threadId: string, wanted: string) =>
    Effect.gen(function* () {
      while (state(threadId) !== wanted) yield* Queue.take(news)
    }).pipe(
      Effect.timeoutOrElse({
        duration: "4 seconds",
        orElse: () => Effect.die(new Error(`${threadId} is ${state(threadId)}, not ${wanted}`))
      })
    )
  return {
    home,
    directory,
    processes,
    screens,
    looks,
    said,
    threads,
    start,
    state,
    until,
    showPane: (pane: Partial<Omit<AgentPane, "paneId">> & { readonly paneId: string; readonly pid: number }) =>
      SubscriptionRef.update(panes, (all) => {
        const paneId = PaneId.make(pane.paneId)
        const tty = `/dev/${pane.paneId}`
        const known = { tty, title: "", command: "", path: directory, ...all.get(paneId), ...pane, paneId }
        return new Map(all).set(paneId, known)
      }),
    closePane: (paneId: string) =>
      SubscriptionRef.update(panes, (all) => new Map([...all].filter(([id]) => id !== paneId))),
    /** A program draws its screen, once somebody watches its terminal. */
    draw: Effect.fnUntraced(function* (paneId: string, screen: ReadonlyArray<string>) {
      screens.set(paneId, screen)
      while (!writes.has(`/dev/${paneId}`)) yield* Effect.sleep(5)
      const wait = writes.get(`/dev/${paneId}`)
      writes.delete(`/dev/${paneId}`)
      if (wait !== undefined) yield* Deferred.succeed(wait, undefined)
    })
  }
})

export type PaneWorld = Effect.Success<ReturnType<typeof makePaneWorld>>
