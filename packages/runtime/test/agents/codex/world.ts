/** A home, processes, panes and screens for the watcher of Codex; everything else is the real thing. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { PaneId } from "@opensessions/protocol/Ids"
import { it } from "@effect/vitest"
import { ConfigProvider, Effect, Layer, Option, Queue, type Scope, Stream, SubscriptionRef } from "effect"
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { AgentPanes, ScreenUnavailable } from "../../../src/agents/AgentPanes.ts"
import type { AgentPane } from "../../../src/agents/AgentPane.ts"
import { AgentWatchers } from "../../../src/agents/AgentWatchers.ts"
import { Codex } from "../../../src/agents/codex/Codex.ts"
import { pathsBelow, todaysFolder } from "../../../src/agents/codex/codexPaths.ts"
import { ProcessDetails } from "../../../src/agents/ProcessDetails.ts"
import { report } from "../../../src/agents/settle.ts"
import { TerminalWrites } from "../../../src/agents/TerminalWrites.ts"
import { nowhere, type Thread } from "../../../src/agents/Thread.ts"
import { FileEvents } from "../../../src/files/FileEvents.ts"
import { FileTail } from "../../../src/files/FileTail.ts"
import type { ProcessSource } from "../../../src/processes/ProcessSource.ts"
import { ProcessTable } from "../../../src/processes/ProcessTable.ts"
import { epoch, threadId as idAt } from "./lines.ts"

export interface FakeProcess {
  readonly parent?: number
  readonly name?: string
  readonly startedAt?: number
  readonly words?: ReadonlyArray<string>
  readonly directory?: string
  /** Threads whose locks it has open. */
  readonly holds?: ReadonlyArray<string>
  readonly environment?: Readonly<Record<string, string>>
}

/** The time of a line that is written now. */
export const now = () => Date.now() - epoch

/** A thread id that was made now. */
export const newId = (n: number) => idAt(n, now())

const processSource = (processes: Map<number, FakeProcess>): ProcessSource => ({
  info: (pid) =>
    Effect.sync(() => {
      const one = processes.get(pid)
      if (one === undefined) return Option.none()
      const { parent = 1, name = "codex", startedAt = null } = one
      const info = {
        pid,
        ppid: parent,
        foregroundGroup: pid,
        startTime: `${pid}00`,
        startedAt,
        name,
        zombie: false,
        stopped: false
      }
      return Option.some(info)
    }),
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
})

/** A world of its own for a test; nothing watches yet, so a test can lay out what was there before. */
export const makeWorld = Effect.gen(function* () {
  const home = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "os-codex-"))),
    (directory) => Effect.sync(() => rmSync(directory, { recursive: true, force: true }))
  )
  const paths = pathsBelow(join(home, ".codex"))
  const cwd = join(home, "work")
  mkdirSync(cwd)
  mkdirSync(paths.root)
  const processes = new Map<number, FakeProcess>()
  const screens = new Map<string, ReadonlyArray<string>>()
  const looks: Array<string> = []
  const panes = yield* SubscriptionRef.make<ReadonlyMap<PaneId, AgentPane>>(new Map())
  const writes = yield* SubscriptionRef.make(0)
  const said: Array<AgentEvent> = []
  const threads = new Map<string, Thread>()
  /** Every status that was shown of any thread, however briefly. */
  const shown: Array<string> = []
  const news = yield* Queue.unbounded<void>()

  const lock = (id: string) => {
    mkdirSync(paths.locks, { recursive: true })
    writeFileSync(join(paths.locks, `${id}.lock`), "")
  }
  const unlock = (id: string) => rmSync(join(paths.locks, `${id}.lock`))
  const write = (id: string, all: ReadonlyArray<string>, folder = todaysFolder(paths, Date.now())) => {
    const path = join(folder, `rollout-2026-11-22T10-00-00-${id}.jsonl`)
    mkdirSync(dirname(path), { recursive: true })
    appendFileSync(path, all.map((line) => `${line}\n`).join(""))
  }
  const enter = (id: string, text: string) =>
    appendFileSync(paths.history, `${JSON.stringify({ session_id: id, ts: Math.floor(Date.now() / 1000), text })}\n`)
  const showPane = (pane: Partial<Omit<AgentPane, "paneId">> & { readonly paneId: string; readonly pid: number }) =>
    SubscriptionRef.update(panes, (all) => {
      const paneId = PaneId.make(pane.paneId)
      const known = {
        tty: `/dev/${paneId}`,
        title: "",
        command: "codex",
        path: cwd,
        ...all.get(paneId),
        ...pane,
        paneId
      }
      return new Map(all).set(paneId, known)
    })
  const title = (pid: number, text: string) => showPane({ paneId: `%${pid}`, pid, title: text })
  const closePane = (paneId: string) =>
    SubscriptionRef.update(panes, (all) => new Map([...all].filter(([id]) => id !== paneId)))
  /** A process in a pane of its own, which has its number. */
  const sit = (pid: number, more: FakeProcess = {}) => {
    processes.set(pid, { startedAt: Date.now(), directory: cwd, ...more })
    return title(pid, "host")
  }

  const tell = (event: AgentEvent) => {
    said.push(event)
    const around = { place: () => nowhere, watched: () => false, stopped: () => false, earlier: null, startedAt: 0 }
    const { threadId } = event
    if (event._tag === "ThreadReported") threads.set(threadId, report(threads.get(threadId) ?? null, event, around))
    else if (event._tag !== "ThreadSeen") threads.delete(threadId)
    const status = threads.get(threadId)?.verdict.status
    if (status !== undefined && shown.at(-1) !== status) shown.push(status)
  }
  /** Each row: its pane's number, state and thread. */
  const rows = (): ReadonlyArray<string> =>
    [...threads.values()]
      .map(({ identity, threadId, verdict }) => `${identity.pid} ${verdict.status} ${threadId}`)
      .sort()

  const Panes = Layer.succeed(AgentPanes, {
    current: SubscriptionRef.get(panes),
    beginnings: Stream.never,
    changes: SubscriptionRef.changes(panes),
    look: (paneId) => {
      looks.push(paneId)
      const screen = screens.get(paneId)
      return screen === undefined
        ? Effect.fail(new ScreenUnavailable({ paneId, reason: "gone" }))
        : Effect.succeed(screen)
    }
  })
  const details = {
    children: (pid: number) =>
      Effect.sync(() => [...processes].flatMap(([child, { parent }]) => (parent === pid ? [child] : []))),
    executable: () => Effect.succeed(null),
    words: (pid: number) => Effect.sync(() => processes.get(pid)?.words ?? [processes.get(pid)?.name ?? "codex"]),
    directory: (pid: number) => Effect.sync(() => processes.get(pid)?.directory ?? null),
    openFiles: (pid: number) =>
      Effect.sync(() => (processes.get(pid)?.holds ?? []).map((id) => join(paths.locks, `${id}.lock`)))
  }
  const Feed = Layer.effectDiscard(
    Effect.gen(function* () {
      const { events } = yield* AgentWatchers
      yield* events.pipe(
        Stream.runForEach((event) => {
          tell(event)
          return Queue.offer(news, undefined)
        }),
        Effect.forkScoped
      )
    })
  )
  const written = Stream.runDrain(Stream.take(Stream.drop(SubscriptionRef.changes(writes), 1), 1))
  const start = Layer.build(
    Layer.mergeAll(Codex, Feed).pipe(
      Layer.provideMerge(AgentWatchers.layer),
      Layer.provide([Panes, FileEvents.layer, FileTail.layer, ProcessTable.layerFrom(processSource(processes))]),
      Layer.provide([Layer.succeed(ProcessDetails, details), Layer.succeed(TerminalWrites, () => written)]),
      Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({ HOME: home })))
    )
  )

  /** Waits until the rows are these and no others. */
  const untilRows = (...expected: ReadonlyArray<string>) =>
    Effect.gen(function* () {
      while (rows().join("\n") !== expected.toSorted().join("\n")) yield* Queue.take(news)
    }).pipe(
      Effect.timeoutOrElse({
        duration: "4 seconds",
        orElse: () => Effect.die(new Error(`shown: ${rows().join(", ")}\ninstead of: ${expected.join(", ")}`))
      })
    )
  return {
    cwd,
    paths,
    processes,
    screens,
    looks,
    said,
    shown,
    rows,
    threads,
    lock,
    unlock,
    write,
    enter,
    sit,
    title,
    showPane,
    closePane,
    redraw: SubscriptionRef.update(writes, (n) => n + 1),
    start,
    untilRows
  }
})

type World = Effect.Success<typeof makeWorld>

/** A test with a world of its own, in real time. */
export const testWorld = <E>(name: string, body: (world: World) => Effect.Effect<void, E, Scope.Scope>) =>
  it.live(name, () => Effect.flatMap(makeWorld, body))
