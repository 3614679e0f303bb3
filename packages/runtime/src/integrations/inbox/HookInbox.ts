/** Takes what hooks and plugins of agents leave in the inbox, and tells the store. */
import { isActive } from "@opensessions/protocol/Agent"
import { AgentEvent, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { Clock, Effect, FiberMap, Layer, Option, Stream } from "effect"
import { AgentWatchers } from "../../agents/AgentWatchers.ts"
import { placeOf } from "../../agents/attribution.ts"
import { threadKey } from "../../agents/Thread.ts"
import { Places } from "../../config/Places.ts"
import { FileEvents } from "../../files/FileEvents.ts"
import { ProcessTable } from "../../processes/ProcessTable.ts"
import type { ProcessInfo } from "../../processes/ProcessInfo.ts"
import { Fact } from "../../store/Fact.ts"
import { SessionStore } from "../../store/SessionStore.ts"
import type { HookReport } from "../reports/HookReport.ts"
import { reporters } from "../reports/reporters.ts"
import { threadTold, type Told, wordsFor, wordsForOwn } from "./hookEvents.ts"
import { type Delivery, ensureInbox, removeInbox, takeDeliveries } from "./InboxDirectory.ts"

/** They run hooks for an agent, and are none. */
const shells = new Set(["sh", "dash", "bash", "zsh", "fish", "ksh", "busybox"])

const isWork = ({ state }: HookReport): boolean => state?.status != null && isActive(state.status)

const make = Effect.gen(function* () {
  const { runtimeDirectory, tmuxSocket } = yield* Places
  const store = yield* SessionStore
  const table = yield* ProcessTable
  const files = yield* FileEvents
  const watchers = yield* AgentWatchers
  /** Threads that nothing but hooks tells about, until their process ends. */
  const own = yield* FiberMap.make<string>()
  const directory = `${runtimeDirectory}/inbox`

  const tell = (events: ReadonlyArray<AgentEvent>) =>
    events.length === 0 ? Effect.void : store.apply(...events.map((event) => Fact.AgentSaid({ event })))

  /** What called, and its ancestors; of its parent where it is gone already. */
  const lineageOf = Effect.fnUntraced(function* (pids: ReadonlyArray<number>) {
    for (const pid of pids) {
      const lineage = yield* table.lineage(pid)
      if (lineage.length > 0) return lineage
    }
    return []
  })

  /** The nearest process that is no shell, up to the pane's own. */
  const agentProcess = Effect.fnUntraced(function* (lineage: ReadonlyArray<number>) {
    const { paneByPid } = (yield* store.model).where
    for (const pid of lineage) {
      const info = yield* table.info(pid)
      if (Option.isSome(info) && !shells.has(info.value.name)) return info.value
      if (paneByPid.has(pid)) return null
    }
    return null
  })

  /** A thread that no watcher knows ends with its process. */
  const awaitExit = Effect.fnUntraced(function* (agent: string, threadId: string, { pid, startTime }: ProcessInfo) {
    yield* table.exit(pid, startTime)
    const at = yield* Clock.currentTimeMillis
    yield* tell([AgentEvent.cases.ThreadExited.make({ agent, threadId, at, detail: `process ${pid} is gone` })])
  })

  const tellOwn = Effect.fnUntraced(function* (told: Told) {
    const { agent, lineage, paneId, report } = told
    const { threads, where } = yield* store.model
    const place = placeOf(where, { ...unknownIdentity, ancestors: lineage, paneId })
    const found = yield* agentProcess(lineage)
    if (report.threadId === null || found === null || place.sessions.length === 0) return
    const key = threadKey(agent, report.threadId)
    // That it is there and rests is for its watcher to tell; what it does is not.
    if (!FiberMap.hasUnsafe(own, key) && !isWork(report)) return
    const former = [...threads.values()].filter(
      (thread) =>
        thread.identity.pid === found.pid &&
        thread.threadId !== report.threadId &&
        FiberMap.hasUnsafe(own, threadKey(thread.agent, thread.threadId))
    )
    yield* tell(wordsForOwn(threads.get(key) ?? null, told, found.pid, former))
    yield* FiberMap.run(own, key, awaitExit(agent, report.threadId, found), { onlyIfMissing: true })
  })

  const receive = Effect.fnUntraced(function* ({ agent, at, paneId, payloadOf, pids }: Delivery) {
    const reporter = reporters.get(agent)
    if (reporter === undefined) return
    const report = payloadOf === null ? "unknown" : reporter.read(payloadOf)
    if (report === "ignored") return
    if (report === "unknown") {
      const event = String(payloadOf?.["hook_event_name"] ?? payloadOf?.["type"] ?? "without a name")
      return yield* watchers.countUnknown(agent, `hook ${event}`)
    }
    const lineage = reporter.ownProcess ? yield* lineageOf(pids) : []
    const told: Told = { agent, reporter, report, paneId, lineage, at }
    const { threads } = yield* store.model
    const isOwn = (key: string) => FiberMap.hasUnsafe(own, key)
    const watched = threadTold(new Map([...threads].filter(([key]) => !isOwn(key))), told)
    if (watched === null) return reporter.makesThreads ? yield* tellOwn(told) : undefined
    const key = threadKey(agent, report.threadId ?? "")
    // A watcher has found the process meanwhile.
    if (isOwn(key) && report.threadId !== null) {
      yield* FiberMap.remove(own, key)
      yield* tell([AgentEvent.cases.ThreadForgotten.make({ agent, threadId: report.threadId })])
    }
    yield* tell(wordsFor(watched, told))
  })

  const receiveAll = Effect.gen(function* () {
    for (const delivery of yield* takeDeliveries(directory, yield* Clock.currentTimeMillis)) {
      yield* Effect.catchCause(receive(delivery), (cause) => Effect.logError("a hook's call could not be read", cause))
    }
  })

  if (tmuxSocket === null) return
  const ensure = ensureInbox(directory, tmuxSocket, process.pid).pipe(
    Effect.catch((error) => Effect.logWarning(error.message))
  )
  yield* Effect.acquireRelease(ensure, () => removeInbox(directory))
  yield* files.entries(directory).pipe(
    Stream.filter((batch) => batch.length === 0 || batch.some(({ kind }) => kind !== "delete")),
    Stream.runForEach((batch) => Effect.andThen(batch.length === 0 ? ensure : Effect.void, receiveAll)),
    Effect.forkScoped
  )
})

/** The way in for integrations; a layer, so that it is there and gone with the daemon. */
export const HookInbox = Layer.effectDiscard(make)
