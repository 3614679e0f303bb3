/** All that happens to an agent's processes in panes, as the events of a watcher. */
import type { EvidenceSource } from "@opensessions/protocol/Agent"
import { type AgentEvent, noDetails } from "@opensessions/protocol/AgentEvent"
import { Cause, Clock, Effect, Option, Queue, Stream } from "effect"
import type { AgentProcess } from "./AgentProcess.ts"
import type { PaneAgent, PaneServices, PaneWatch } from "./PaneAgent.ts"
import { makePaneProcesses } from "./paneProcesses.ts"
import { type Knowledge, statementsOf } from "./statements.ts"
import { TerminalWrites } from "./TerminalWrites.ts"
import { WatcherFailed } from "./Watcher.ts"
import { makeWorkQueue } from "./workQueue.ts"

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

/** The watcher's stream; it fails when any part of it does. */
export const paneEvents = (services: PaneServices, agent: PaneAgent): Stream.Stream<AgentEvent, WatcherFailed> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const { panes } = services
      const written = yield* TerminalWrites
      const events = yield* Queue.unbounded<AgentEvent, WatcherFailed>()
      const queue = yield* makeWorkQueue
      const processes = new Map<number, AgentProcess>()

      const speak = Effect.fnUntraced(function* (process: AgentProcess): Effect.fn.Return<void> {
        if (!processes.has(process.pid)) return
        const now = yield* Clock.currentTimeMillis
        const known = agent.knowledge(process, now)
        const former = process.said !== null && process.said.threadId !== known.threadId ? process.said.threadId : null
        const before = former === null ? process.said : null
        const { events: news, said, wait } = statementsOf(before, known, { now, saidAt: process.saidAt })
        process.said = said
        if (wait !== null) return yield* watch.later(`words ${process.pid}`, wait, speak(process))
        if (news.length === 0) return
        process.saidAt = now
        const isOthers = [...processes.values()].some((other) => other.said?.threadId === former)
        if (former !== null && !isOthers)
          yield* Queue.offer(events, {
            _tag: "ThreadReplaced",
            agent: agent.agent,
            threadId: former,
            by: known.threadId,
            at: now
          })
        yield* Queue.offerAll(events, before === null ? [...news, ...silence(agent.sources, known, now)] : news)
      })

      const watch: PaneWatch = {
        ...queue,
        later: (key, millis, job) => queue.after(`later ${key}`, Effect.sleep(millis), job),
        onWrite: ({ pane, pid }, pause, job) => {
          if (pane === null || pane.tty === "") return Effect.void
          const wait = Effect.gen(function* () {
            const from = yield* Clock.currentTimeMillis
            yield* written(pane.tty)
            yield* Effect.sleep(Math.max(0, from + pause() - (yield* Clock.currentTimeMillis)))
          })
          return queue.after(`write ${pid}`, wait, job)
        },
        letWrite: ({ pid }) => queue.letGo(`write ${pid}`),
        look: ({ pane }) =>
          pane === null ? Effect.succeed(null) : Effect.map(Effect.option(panes.look(pane.paneId)), Option.getOrNull),
        speak,
        search: Effect.suspend(() => inPanes.search)
      }

      const inPanes = yield* makePaneProcesses(services, queue, agent, processes, {
        found: (process) => agent.found(watch, process),
        titled: (process, before) => agent.titled(watch, process, before),
        gone: Effect.fnUntraced(function* (process) {
          yield* agent.gone(watch, process)
          yield* watch.letWrite(process)
          if (process.said === null) return
          const { agent: name, threadId } = process.said
          const at = yield* Clock.currentTimeMillis
          const detail = `process ${process.pid} is gone`
          yield* Queue.offer(events, { _tag: "ThreadExited", agent: name, threadId, at, detail })
        })
      })
      if (agent.begun !== undefined) yield* queue.soon(agent.begun(watch))
      const readPanes = Stream.runForEach(panes.changes, (now) => queue.soon(inPanes.changed(now)))
      yield* Effect.all([readPanes, queue.run], { concurrency: "unbounded", discard: true }).pipe(
        Effect.catchCause((cause) =>
          Queue.fail(events, new WatcherFailed({ watcher: agent.agent, reason: Cause.pretty(cause), cause }))
        ),
        Effect.forkScoped
      )
      return Stream.fromQueue(events)
    })
  )
