/**
 * What watchers of agents without a live record share: processes found in panes, their ends, looks at their screens
 * when they write, and saying what is new. All of a watcher's work passes through one queue, so nothing happens at the
 * same time.
 */
import type { EvidenceSource } from "@opensessions/protocol/Agent"
import { type AgentEvent, noDetails } from "@opensessions/protocol/AgentEvent"
import type { PaneId } from "@opensessions/protocol/Ids"
import { Cause, Clock, Effect, FiberMap, Option, Queue, Stream } from "effect"
import { realpathSync } from "node:fs"
import type { ProcessInfo, ProcessTable } from "../processes/ProcessTable.ts"
import type { AgentPane, AgentPanes } from "./AgentPanes.ts"
import type { AgentProcess } from "./AgentProcess.ts"
import { findAgentProcess, type ProgramPattern } from "./findAgentProcess.ts"
import { paneOfLineage } from "./paneOfLineage.ts"
import { ProcessDetails } from "./ProcessDetails.ts"
import { type Knowledge, statementsOf } from "./statements.ts"
import { TerminalWrites } from "./TerminalWrites.ts"
import { WatcherFailed } from "./Watcher.ts"

export interface PaneServices {
  readonly table: ProcessTable["Service"]
  readonly panes: AgentPanes["Service"]
}

/** What an agent does about its processes. */
export interface PaneAgent {
  readonly agent: string
  readonly program: (pane: AgentPane) => ProgramPattern
  readonly found: (watch: PaneWatch, process: AgentProcess) => Effect.Effect<void>
  /** Its pane has another title. */
  readonly titled: (watch: PaneWatch, process: AgentProcess, before: string) => Effect.Effect<void>
  /** It is gone, and not among the processes any more. */
  readonly gone: (watch: PaneWatch, process: AgentProcess) => Effect.Effect<void>
  /** The sources that it speaks for. */
  readonly sources: ReadonlyArray<EvidenceSource>
  /** What is known of its thread now. */
  readonly knowledge: (process: AgentProcess) => Knowledge
}

export interface PaneWatch {
  readonly processes: ReadonlyMap<number, AgentProcess>
  /** Does something in the watcher's turn. */
  soon(job: Effect.Effect<void>): Effect.Effect<void>
  /** The same after a while; once at a time for a key. */
  later(key: string, millis: number, job: Effect.Effect<void>): Effect.Effect<void>
  /** Runs something beside the watcher's turn until the key is given to something else or let go. */
  beside(key: string, work: Effect.Effect<void>): Effect.Effect<void>
  letGo(key: string): Effect.Effect<void>
  /** Does something after the process next wrote to its terminal, but not before `pause`; once at a time. */
  onWrite(process: AgentProcess, pause: number, job: Effect.Effect<void>): Effect.Effect<void>
  /** The screen of the process' pane; null where there is none. */
  look(process: AgentProcess): Effect.Effect<ReadonlyArray<string> | null>
  /** Says what is new of the process' thread. */
  speak(process: AgentProcess): Effect.Effect<void>
}

/** After a pane closed: when to ask whether its process has gone, too. */
const leavingMillis = [0, 30, 100, 300]
/** How often at most to look for a next agent in a pane where one ended. */
const successorMillis = 1_000

const realPath = (path: string): string => {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** What an earlier process said of the same thread is void: the sources that say nothing now are withdrawn. */
const silence = (sources: ReadonlyArray<EvidenceSource>, known: Knowledge, at: number): ReadonlyArray<AgentEvent> =>
  sources
    .filter((source) => known.evidence.every((one) => one.source !== source))
    .map((source) => ({
      _tag: "ThreadReported",
      agent: known.agent,
      threadId: known.threadId,
      identity: known.identity,
      details: noDetails,
      evidence: { source, status: null, reason: null, at, detail: "says nothing of this process" }
    }))

/** All that happens to an agent's processes in panes. */
export const paneEvents = (
  services: PaneServices,
  agent: PaneAgent,
  begin: (watch: PaneWatch) => Effect.Effect<void> = () => Effect.void
): Stream.Stream<AgentEvent, WatcherFailed> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const { panes, table } = services
      const details = yield* ProcessDetails
      const written = yield* TerminalWrites
      const events = yield* Queue.unbounded<AgentEvent, WatcherFailed>()
      const jobs = yield* Queue.unbounded<Effect.Effect<void>>()
      const fibers = yield* FiberMap.make<string>()
      const processes = new Map<number, AgentProcess>()
      /** What a pane was when it was searched last. */
      const searched = new Map<PaneId, string>()
      let panesNow: ReadonlyMap<PaneId, AgentPane> = new Map()

      const emit = (all: ReadonlyArray<AgentEvent>) => Queue.offerAll(events, all)
      const soon = (job: Effect.Effect<void>) => Effect.asVoid(Queue.offer(jobs, job))
      const beside = (key: string, work: Effect.Effect<void>) => Effect.asVoid(FiberMap.run(fibers, key, work))
      const pending = new Set<string>()
      /** Does a job after something; not again under this key before it began. */
      const once = (key: string, wait: Effect.Effect<unknown>, job: Effect.Effect<void>) =>
        Effect.suspend(() => {
          if (pending.has(key)) return Effect.void
          pending.add(key)
          const begun = Effect.suspend(() => {
            pending.delete(key)
            return job
          })
          return beside(key, Effect.andThen(wait, soon(begun)))
        })
      const letGo = (key: string) =>
        Effect.suspend(() => {
          pending.delete(key)
          return FiberMap.remove(fibers, key)
        })

      const speak = Effect.fnUntraced(function* (process: AgentProcess): Effect.fn.Return<void> {
        if (!processes.has(process.pid)) return
        const now = yield* Clock.currentTimeMillis
        const known = agent.knowledge(process)
        const former = process.said !== null && process.said.threadId !== known.threadId ? process.said.threadId : null
        const before = former === null ? process.said : null
        const { events: news, said, wait } = statementsOf(before, known, now - process.saidAt)
        process.said = said
        const isOthers = (id: string) => [...processes.values()].some(({ said: other }) => other?.threadId === id)
        const leave: ReadonlyArray<AgentEvent> =
          former === null || isOthers(former)
            ? []
            : [{ _tag: "ThreadReplaced", agent: agent.agent, threadId: former, by: known.threadId, at: now }]
        if (news.length > 0 || leave.length > 0) {
          process.saidAt = now
          yield* emit([...leave, ...news, ...(before === null ? silence(agent.sources, known, now) : [])])
        } else if (wait !== null) yield* watch.later(`words ${process.pid}`, wait, speak(process))
      })

      const watch: PaneWatch = {
        processes,
        soon,
        later: (key, millis, job) => once(`later ${key}`, Effect.sleep(millis), job),
        beside,
        letGo,
        onWrite: (process, pause, job) => {
          const { pane } = process
          if (pane === null || pane.tty === "") return Effect.void
          const both = Effect.all([written(pane.tty), Effect.sleep(pause)], { concurrency: 2, discard: true })
          return once(`write ${process.pid}`, both, job)
        },
        look: (process) =>
          process.pane === null
            ? Effect.succeed(null)
            : Effect.map(Effect.option(panes.look(process.pane.paneId)), Option.getOrNull),
        speak
      }

      const onGone = Effect.fnUntraced(function* (process: AgentProcess) {
        if (processes.get(process.pid) !== process) return
        yield* agent.gone(watch, process)
        processes.delete(process.pid)
        yield* letGo(`write ${process.pid}`)
        const at = yield* Clock.currentTimeMillis
        const detail = `process ${process.pid} is gone`
        if (process.said !== null)
          yield* emit([{ _tag: "ThreadExited", agent: agent.agent, threadId: process.said.threadId, at, detail }])
        if (process.pane !== null) yield* awaitSuccessor(process.pane.paneId)
      })

      const admit = Effect.fnUntraced(function* (pane: AgentPane, info: ProcessInfo) {
        const lineage = yield* table.lineage(info.pid)
        if (lineage.length === 0) return
        const { pid, startTime, startedAt } = info
        const process: AgentProcess = {
          pid,
          startTime,
          startedAt: startedAt ?? 0,
          directory: (yield* details.directory(pid)) ?? realPath(pane.path),
          lineage,
          words: yield* details.words(pid),
          pane,
          said: null,
          saidAt: 0
        }
        processes.set(pid, process)
        yield* beside(`exit ${pid}`, Effect.andThen(table.exit(pid, startTime), soon(onGone(process))))
        yield* agent.found(watch, process)
      })

      const search = Effect.fnUntraced(function* (pane: AgentPane) {
        const info = yield* findAgentProcess(table, details, pane, agent.program(pane))
        if (info === null || processes.has(info.pid)) return false
        yield* admit(pane, info)
        return true
      })

      /** The next agent in this pane may set the same title; that it writes something is sure. */
      const awaitSuccessor = (paneId: PaneId): Effect.Effect<void> =>
        Effect.suspend(() => {
          const pane = panesNow.get(paneId)
          if (pane === undefined || pane.tty === "") return Effect.void
          const again = Effect.gen(function* () {
            const now = panesNow.get(paneId)
            if (now === undefined || [...processes.values()].some((one) => one.pane?.paneId === paneId)) return
            if (!(yield* search(now))) yield* awaitSuccessor(paneId)
          })
          const both = Effect.all([written(pane.tty), Effect.sleep(successorMillis)], { concurrency: 2, discard: true })
          return beside(`successor ${paneId}`, Effect.andThen(both, soon(again)))
        })

      const onPanes = Effect.fnUntraced(function* (now: ReadonlyMap<PaneId, AgentPane>) {
        panesNow = now
        const taken = new Set<PaneId>()
        for (const process of processes.values()) {
          const before = process.pane
          process.pane = paneOfLineage(now, process.lineage)
          if (process.pane === null) {
            const ask = Effect.forEach(leavingMillis, (millis) => Effect.delay(table.checkExits, millis), {
              discard: true
            })
            if (before !== null) yield* beside(`leaving ${process.pid}`, ask)
            continue
          }
          taken.add(process.pane.paneId)
          if (before !== null && before.title !== process.pane.title) yield* agent.titled(watch, process, before.title)
        }
        for (const paneId of searched.keys()) if (!now.has(paneId)) searched.delete(paneId)
        for (const pane of now.values()) {
          const look = `${pane.pid} ${pane.command} ${pane.title}`
          if (taken.has(pane.paneId) || searched.get(pane.paneId) === look) continue
          searched.set(pane.paneId, look)
          yield* search(pane)
        }
      })

      const readPanes = Stream.runForEach(panes.changes, (now) => soon(onPanes(now)))
      const work = Queue.take(jobs).pipe(Effect.flatten, Effect.forever)
      yield* Effect.all([begin(watch), readPanes, work], { concurrency: "unbounded", discard: true }).pipe(
        Effect.catchCause((cause) =>
          Queue.fail(events, new WatcherFailed({ watcher: agent.agent, reason: Cause.pretty(cause), cause }))
        ),
        Effect.forkScoped
      )
      return Stream.fromQueue(events)
    })
  )
