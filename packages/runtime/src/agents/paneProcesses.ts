/** Finds an agent's processes in panes, follows them from pane to pane, and notices their ends. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Clock, Effect, Option } from "effect"
import { realPath } from "../files/realPath.ts"
import type { ProcessInfo } from "../processes/ProcessTable.ts"
import type { AgentPane } from "./AgentPanes.ts"
import type { AgentProcess } from "./AgentProcess.ts"
import { agentInFront, findAgentProcess } from "./findAgentProcess.ts"
import type { PaneAgent, PaneServices } from "./PaneAgent.ts"
import { frontKey, type Front, nextFront, nothingInFront } from "./paneFront.ts"
import { paneOfLineage } from "./paneOfLineage.ts"
import { ProcessDetails } from "./ProcessDetails.ts"
import { TerminalWrites } from "./TerminalWrites.ts"
import type { WorkQueue } from "./workQueue.ts"

export interface PaneEvents {
  readonly found: (process: AgentProcess) => Effect.Effect<void>
  readonly titled: (process: AgentProcess, before: string) => Effect.Effect<void>
  /** It is gone; after this it is not among the processes any more. */
  readonly gone: (process: AgentProcess) => Effect.Effect<void>
}

/** After a pane closed: when to ask whether its process has gone, too. */
const leavingMillis = [0, 30, 100, 300]
/** How often at most to look for a next agent in a pane where one ended. */
const successorMillis = 1_000

/** Gives what to do about each state of the panes, and a search of those that have none. */
export const makePaneProcesses = Effect.fnUntraced(function* (
  { table }: PaneServices,
  queue: WorkQueue,
  { program, untitled = false }: Pick<PaneAgent, "program" | "untitled">,
  processes: Map<number, AgentProcess>,
  tell: PaneEvents
) {
  const details = yield* ProcessDetails
  const written = yield* TerminalWrites
  /** What a pane was when it was searched last. */
  const searched = new Map<PaneId, string>()
  let panesNow: ReadonlyMap<PaneId, AgentPane> = new Map()

  const onGone = Effect.fnUntraced(function* (process: AgentProcess) {
    if (processes.get(process.pid) !== process) return
    yield* tell.gone(process)
    processes.delete(process.pid)
    if (process.pane !== null) yield* awaitSuccessor(process.pane.paneId)
  })

  const admit = Effect.fnUntraced(function* (pane: AgentPane, info: ProcessInfo) {
    const { pid, startTime, startedAt } = info
    const lineage = yield* table.lineage(pid)
    if (lineage.length === 0) return
    const directory = (yield* details.directory(pid)) ?? realPath(pane.path)
    const process: AgentProcess = {
      pid,
      startTime,
      startedAt: startedAt ?? 0,
      directory,
      lineage,
      pane,
      said: null,
      saidAt: 0
    }
    processes.set(pid, process)
    yield* queue.beside(`exit ${pid}`, Effect.andThen(table.exit(pid, startTime), queue.soon(onGone(process))))
    yield* tell.found(process)
  })

  const search = Effect.fnUntraced(function* (pane: AgentPane) {
    const info = yield* findAgentProcess(table, details, pane, program(pane))
    if (info === null || processes.has(info.pid)) return false
    yield* admit(pane, info)
    return true
  })

  const hasAgent = (paneId: PaneId) => [...processes.values()].some((one) => one.pane?.paneId === paneId)

  /** The next agent in this pane may set the same title; that it writes something is sure. */
  const awaitSuccessor = (paneId: PaneId): Effect.Effect<void> =>
    Effect.suspend(() => {
      const pane = panesNow.get(paneId)
      if (pane === undefined || pane.tty === "") return Effect.void
      if (untitled) return awaitStart(pane)
      const again = Effect.gen(function* () {
        const now = panesNow.get(paneId)
        if (now === undefined || hasAgent(paneId)) return
        if (!(yield* search(now))) yield* awaitSuccessor(paneId)
      })
      const wait = Effect.all([written(pane.tty), Effect.sleep(successorMillis)], { concurrency: 2, discard: true })
      return queue.after(`successor ${paneId}`, wait, again)
    })

  /** Another agent may be in front for hours, and it is the one that writes then. */
  const otherEnded = Effect.fnUntraced(function* (pane: AgentPane) {
    const other = yield* agentInFront(table, pane)
    if (other !== null) yield* table.exit(other.pid, other.startTime)
  })

  /** A search takes up to 1 ms in a build; asking what is in front takes 15 µs. */
  const awaitStart = (pane: AgentPane, before: Front = nothingInFront): Effect.Effect<void> => {
    const again = Effect.gen(function* () {
      const now = panesNow.get(pane.paneId)
      if (now === undefined || hasAgent(now.paneId)) return
      const at = yield* Clock.currentTimeMillis
      const front = nextFront(before, frontKey(now, Option.getOrNull(yield* table.info(now.pid))), at)
      if (front.searchedAt === at && (yield* search(now))) return
      yield* awaitStart(now, front)
    })
    const pause = Effect.all([written(pane.tty), Effect.sleep(before.pause)], { concurrency: 2, discard: true })
    return queue.after(`successor ${pane.paneId}`, Effect.andThen(otherEnded(pane), pause), again)
  }

  const follow = Effect.fnUntraced(function* (process: AgentProcess) {
    const before = process.pane
    process.pane = paneOfLineage(panesNow, process.lineage)
    if (process.pane !== null) {
      if (before !== null && before.title !== process.pane.title) yield* tell.titled(process, before.title)
    } else if (before !== null) {
      const ask = Effect.forEach(leavingMillis, (millis) => Effect.delay(table.checkExits, millis), { discard: true })
      yield* queue.beside(`leaving ${process.pid}`, ask)
    }
  })

  const changed = Effect.fnUntraced(function* (now: ReadonlyMap<PaneId, AgentPane>) {
    panesNow = now
    for (const process of processes.values()) yield* follow(process)
    const taken = new Set([...processes.values()].map(({ pane }) => pane?.paneId))
    for (const paneId of searched.keys()) {
      if (now.has(paneId)) continue
      searched.delete(paneId)
      yield* queue.letGo(`successor ${paneId}`)
    }
    for (const pane of now.values()) {
      const known = `${pane.pid} ${pane.command} ${pane.title}`
      if (taken.has(pane.paneId) || searched.get(pane.paneId) === known) continue
      searched.set(pane.paneId, known)
      if (!(yield* search(pane)) && untitled) yield* awaitSuccessor(pane.paneId)
    }
  })

  const searchAll = Effect.gen(function* () {
    for (const pane of panesNow.values()) if (!hasAgent(pane.paneId)) yield* search(pane)
  })
  return { changed, search: searchAll }
})
