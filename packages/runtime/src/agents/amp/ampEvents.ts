/** Watches Amp: processes in panes, their titles, the files of threads where it writes them, and what was opened last. */
import { isTerminal } from "@opensessions/protocol/Agent"
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Clock, Effect, Option, Queue, Stream } from "effect"
import { basename, join } from "node:path"
import { type AgentProcess, startSlackMillis } from "../AgentProcess.ts"
import { programPattern } from "../namedProgram.ts"
import type { PaneServices, PaneWatch } from "../PaneAgent.ts"
import { paneEvents } from "../paneEvents.ts"
import { ProcessDetails } from "../ProcessDetails.ts"
import type { ProcessQuestions } from "../ProcessQuestions.ts"
import type { WatcherFailed } from "../Watcher.ts"
import { knowledgeOf } from "./knowledge.ts"
import { type LiveAmp, newLiveAmp, presentStatus, threadOf } from "./LiveAmp.ts"
import { ampProgram, namedThread } from "./program.ts"
import { type AmpSession, decodeSession, emptySession, threadInPane, wasSeen } from "./sessionFile.ts"
import { againMillis, filePauseMillis, makeThreadFiles, type ThreadServices } from "./threadFiles.ts"
import { readTitle } from "./title.ts"

export const agentName = "amp"

export interface AmpServices extends PaneServices, ThreadServices {
  /** A variable of the daemon's own environment. */
  readonly variable: (name: string) => string | null
}

const maxSessionBytes = 4 * 1024 * 1024

const makeHandlers = (
  services: AmpServices,
  details: ProcessQuestions,
  seen: (threadId: string) => Effect.Effect<void>
) => {
  const lives = new Map<number, LiveAmp>()
  const sessions = new Map<string, AmpSession>()
  const within = (data: string) => [...lives.values()].filter((live) => live.data === data)
  const threads = makeThreadFiles(services, within)

  const onSession = Effect.fnUntraced(function* (watch: PaneWatch, data: string, session: AmpSession) {
    const before = sessions.get(data) ?? null
    sessions.set(data, session)
    for (const live of within(data)) {
      const { pane, lineage, startedAt } = live.process
      const opened = pane === null ? null : threadInPane(session, pane, lineage, startedAt - startSlackMillis)
      if (opened !== null && opened !== threadOf(live)) {
        live.thread = null
        live.threadId = opened
        yield* threads.read(watch, data, opened)
        yield* watch.speak(live.process)
      } else live.threadId ??= opened
      const threadId = threadOf(live)
      const status = presentStatus(live) ?? (live.stoppedAt === null ? "idle" : "done")
      const since = Math.max(live.changedAt, live.stoppedAt ?? 0)
      if (threadId !== null && isTerminal(status) && wasSeen(before, session, threadId, since)) yield* seen(threadId)
    }
  })

  const readSession = (watch: PaneWatch, data: string): Effect.Effect<void> =>
    Effect.gen(function* () {
      const path = join(data, "session.json")
      const text = Option.getOrNull(yield* Effect.option(services.tail.text(path, maxSessionBytes)))
      const session = text === null ? emptySession : decodeSession(text)
      if (session !== null) yield* onSession(watch, data, session)
      else yield* watch.later(`again ${path}`, againMillis, readSession(watch, data))
    })

  const followSession = (watch: PaneWatch, data: string) =>
    Stream.runForEach(services.files.entries(data, filePauseMillis), (batch) =>
      batch.length === 0 || batch.some(({ path }) => basename(path) === "session.json")
        ? watch.soon(readSession(watch, data))
        : Effect.void
    )

  const dataOf = Effect.fnUntraced(function* (pid: number) {
    const own = new Map<string, string | null>()
    for (const name of ["XDG_DATA_HOME", "HOME"])
      own.set(name, Option.getOrNull(yield* services.table.environment(pid, name)))
    const readable = [...own.values()].some((value) => value !== null)
    const value = (name: string) => own.get(name) || (readable ? null : services.variable(name))
    const home = value("HOME")
    const shared = value("XDG_DATA_HOME") || (home === null ? null : join(home, ".local", "share"))
    return shared === null ? null : join(shared, "amp")
  })

  const onTitle = Effect.fnUntraced(function* (live: LiveAmp) {
    const now = readTitle(live.process.pane?.title ?? "")
    const before = live.title.now?.working === true
    const at = yield* Clock.currentTimeMillis
    if (before !== (now?.working === true)) {
      live.stoppedAt = before ? at : null
      live.title = { now, at }
    } else live.title = { now, at: live.title.at }
  })

  return {
    sources: ["title", "transcript"] as const,
    knowledge: (process: AgentProcess) =>
      knowledgeOf(agentName, lives.get(process.pid) ?? newLiveAmp(process, null, null)),
    found: Effect.fnUntraced(function* (watch: PaneWatch, process: AgentProcess) {
      const data = yield* dataOf(process.pid)
      const live = newLiveAmp(process, data, namedThread(yield* details.words(process.pid)))
      lives.set(process.pid, live)
      yield* onTitle(live)
      yield* watch.speak(process)
      if (data === null) return
      if (within(data).length > 1) {
        yield* readSession(watch, data)
        return yield* threads.readAll(watch, data)
      }
      yield* watch.beside(`session ${data}`, followSession(watch, data))
      yield* watch.beside(`threads ${data}`, threads.follow(watch, data))
    }),
    titled: Effect.fnUntraced(function* (watch: PaneWatch, process: AgentProcess) {
      const live = lives.get(process.pid)
      if (live === undefined) return
      yield* onTitle(live)
      yield* watch.speak(process)
    }),
    gone: Effect.fnUntraced(function* (watch: PaneWatch, process: AgentProcess) {
      const live = lives.get(process.pid)
      if (live === undefined) return
      const { data } = live
      const threadId = threadOf(live)
      // The last change tells how the last turn ended, if it did.
      if (data !== null && threadId !== null) yield* threads.read(watch, data, threadId)
      lives.delete(process.pid)
      if (data === null || within(data).length > 0) return
      sessions.delete(data)
      yield* watch.letGo(`session ${data}`)
      yield* watch.letGo(`threads ${data}`)
    })
  }
}

/** All that happens to Amp's threads. */
export const ampEvents = (services: AmpServices): Stream.Stream<AgentEvent, WatcherFailed> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const looks = yield* Queue.unbounded<AgentEvent>()
      const seen = (threadId: string) =>
        Effect.asVoid(Queue.offer(looks, { _tag: "ThreadSeen", agent: agentName, threadId }))
      const program = programPattern([ampProgram])
      const handlers = makeHandlers(services, yield* ProcessDetails, seen)
      const panes = paneEvents(services, { agent: agentName, program: () => program, ...handlers })
      return Stream.merge(panes, Stream.fromQueue(looks), { haltStrategy: "left" })
    })
  )
