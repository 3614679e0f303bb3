/** A home directory, processes and panes for the watcher of Claude Code; everything else is the real thing. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { PaneId } from "@opensessions/protocol/Ids"
import { it } from "@effect/vitest"
import { ConfigProvider, Deferred, Effect, Layer, Option, Queue, type Scope, Stream, SubscriptionRef } from "effect"
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { AgentPanes, ScreenUnavailable } from "../../../src/agents/AgentPanes.ts"
import type { AgentPane } from "../../../src/agents/AgentPane.ts"
import { AgentWatchers } from "../../../src/agents/AgentWatchers.ts"
import { ProcessDetails } from "../../../src/agents/ProcessDetails.ts"
import { TerminalWrites } from "../../../src/agents/TerminalWrites.ts"
import { ClaudeCode } from "../../../src/agents/claude-code/ClaudeCode.ts"
import { projectName } from "../../../src/agents/claude-code/claudePaths.ts"
import { RecordGrace } from "../../../src/agents/claude-code/paneSignals.ts"
import { FileEvents } from "../../../src/files/FileEvents.ts"
import { FileTail } from "../../../src/files/FileTail.ts"
import type { ProcessSource } from "../../../src/processes/ProcessSource.ts"
import { ProcessTable } from "../../../src/processes/ProcessTable.ts"
import { epoch } from "./lines.ts"

export interface FakeProcess {
  readonly parent?: number
  readonly name?: string
  readonly startedAt?: number
  readonly words?: ReadonlyArray<string>
  readonly foregroundGroup?: number
  readonly environment?: Readonly<Record<string, string>>
}

const processSource = (processes: Map<number, FakeProcess>): ProcessSource => ({
  info: (pid) =>
    Effect.sync(() => {
      const one = processes.get(pid)
      if (one === undefined) return Option.none()
      const { parent = 1, name = "claude", startedAt = null, foregroundGroup = pid } = one
      return Option.some({
        pid,
        ppid: parent,
        foregroundGroup,
        startTime: `${pid}00`,
        startedAt,
        name,
        zombie: false,
        stopped: false
      })
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

/** Thread ids. */
export const threadId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`

/** The time of a transcript line that is written now. */
export const now = () => Date.now() - epoch

/** A start time some seconds ago. */
export const secondsAgo = (seconds: number) => Date.now() - seconds * 1_000

/** How long the watcher waits for a record here. */
const graceMillis = 100

/** A home of its own for a test; nothing watches yet, so a test can lay out what was there before. */
export const makeWorld = Effect.gen(function* () {
  const home = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "os-claude-"))),
    (directory) => Effect.sync(() => rmSync(directory, { recursive: true, force: true }))
  )
  const root = join(home, ".claude")
  const cwd = join(home, "work")
  mkdirSync(cwd)
  const processes = new Map<number, FakeProcess>()
  const screens = new Map<string, ReadonlyArray<string>>()
  const looks: Array<string> = []
  const panes = yield* SubscriptionRef.make<ReadonlyMap<PaneId, AgentPane>>(new Map())
  const said: Array<AgentEvent> = []
  const news = yield* Queue.unbounded<AgentEvent>()
  const writes = new Map<string, Deferred.Deferred<void>>()

  const record = (pid: number, threadId: string, status: string | null, more: object = {}, below = root) => {
    mkdirSync(join(below, "sessions"), { recursive: true })
    const at = Date.now()
    const content = {
      pid,
      sessionId: threadId,
      cwd,
      startedAt: at,
      procStart: `${pid}00`,
      kind: "interactive",
      ...more
    }
    const full = status === null ? content : { status, statusUpdatedAt: at, ...content }
    writeFileSync(join(below, "sessions", `${pid}.json`), JSON.stringify(full))
  }
  const write = (threadId: string, all: ReadonlyArray<string>, directory = cwd) => {
    const path = join(root, "projects", projectName(directory), `${threadId}.jsonl`)
    mkdirSync(dirname(path), { recursive: true })
    appendFileSync(path, all.map((line) => `${line}\n`).join(""))
  }
  const showPane = (pane: Partial<Omit<AgentPane, "paneId">> & { readonly paneId: string; readonly pid: number }) =>
    SubscriptionRef.update(panes, (all) => {
      const paneId = PaneId.make(pane.paneId)
      const known = {
        tty: `/dev/${paneId}`,
        title: "",
        command: "claude",
        path: cwd,
        ...all.get(paneId),
        ...pane,
        paneId
      }
      return new Map(all).set(paneId, known)
    })
  const closePane = (paneId: string) =>
    SubscriptionRef.update(panes, (all) => new Map([...all].filter(([id]) => id !== paneId)))

  const details = {
    children: (pid: number) =>
      Effect.sync(() => [...processes].flatMap(([child, { parent }]) => (parent === pid ? child : []))),
    words: (pid: number) => Effect.sync(() => processes.get(pid)?.words ?? []),
    directory: () => Effect.succeed(cwd),
    executable: () => Effect.succeed(null),
    openFiles: () => Effect.succeed([])
  }
  const written = (tty: string) =>
    Effect.gen(function* () {
      const wait = writes.get(tty) ?? (yield* Deferred.make<void>())
      writes.set(tty, wait)
      yield* Deferred.await(wait)
    })
  /** A program draws its screen, once somebody watches its terminal. */
  const draw = Effect.fnUntraced(function* (paneId: string, screen: ReadonlyArray<string>) {
    screens.set(paneId, screen)
    const tty = `/dev/${paneId}`
    while (!writes.has(tty)) yield* Effect.sleep(5)
    const wait = writes.get(tty)
    writes.delete(tty)
    if (wait !== undefined) yield* Deferred.succeed(wait, undefined)
  })

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
  const Feed = Layer.effectDiscard(
    Effect.gen(function* () {
      const { events } = yield* AgentWatchers
      yield* events.pipe(
        Stream.runForEach((event) => {
          said.push(event)
          return Queue.offer(news, event)
        }),
        Effect.forkScoped
      )
    })
  )
  const start = Layer.build(
    Layer.mergeAll(ClaudeCode, Feed).pipe(
      Layer.provideMerge(AgentWatchers.layer),
      Layer.provide([Panes, FileEvents.layer, FileTail.layer, ProcessTable.layerFrom(processSource(processes))]),
      Layer.provide([Layer.succeed(RecordGrace, graceMillis), Layer.succeed(TerminalWrites, written)]),
      Layer.provide(Layer.succeed(ProcessDetails, details)),
      Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({ HOME: home })))
    )
  )

  /** Waits for the next event that fits; what came before is passed over. */
  const until = (describe: string, fits: (event: AgentEvent) => boolean) =>
    Effect.gen(function* () {
      while (true) {
        const event = yield* Queue.take(news)
        if (fits(event)) return event
      }
    }).pipe(
      Effect.timeoutOrElse({ duration: "4 seconds", orElse: () => Effect.die(new Error(`never said: ${describe}`)) })
    )
  const untilStatus = (threadId: string, status: string, source = "registry") =>
    until(
      `${threadId} ${source} ${status}`,
      (event) =>
        event._tag === "ThreadReported" &&
        event.threadId === threadId &&
        event.evidence?.source === source &&
        event.evidence.status === status
    )
  const untilTag = (tag: AgentEvent["_tag"], threadId: string) =>
    until(`${tag} ${threadId}`, (event) => event._tag === tag && event.threadId === threadId)
  const threadIds = () => [...new Set(said.map((event) => event.threadId))]

  return {
    home,
    root,
    cwd,
    processes,
    screens,
    looks,
    said,
    record,
    write,
    showPane,
    closePane,
    draw,
    start,
    until,
    untilStatus,
    untilTag,
    threadIds
  }
})

type World = Effect.Success<typeof makeWorld>

/** A test with a world of its own, in real time. */
export const testWorld = <E>(name: string, body: (world: World) => Effect.Effect<void, E, Scope.Scope>) =>
  it.live(name, () => Effect.flatMap(makeWorld, body))
