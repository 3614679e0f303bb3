/** Finds an agent's processes in panes, follows them from pane to pane, and notices their ends. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Effect, Stream } from "effect"
import { realPath } from "../files/realPath.ts"
import type { ProcessInfo } from "../processes/ProcessInfo.ts"
import type { AgentPane } from "./AgentPane.ts"
import type { AgentProcess } from "./AgentProcess.ts"
import { findAgentProcess } from "./findAgentProcess.ts"
import type { PaneAgent, PaneServices } from "./PaneAgent.ts"
import { paneOfLineage } from "./paneOfLineage.ts"
import { ProcessDetails } from "./ProcessDetails.ts"
import type { WorkQueue } from "./workQueue.ts"

export interface PaneEvents {
  readonly found: (process: AgentProcess) => Effect.Effect<void>
  readonly titled: (process: AgentProcess, before: string) => Effect.Effect<void>
  /** It is gone; after this it is not among the processes any more. */
  readonly gone: (process: AgentProcess) => Effect.Effect<void>
}

/** After a pane closed: when to ask whether its process has gone, too. */
const leavingMillis = [0, 30, 100, 300]

/** Gives what to do about each state of the panes, and a search of those that have none. */
export const makePaneProcesses = Effect.fnUntraced(function* (
  { panes, table }: PaneServices,
  queue: WorkQueue,
  { program }: Pick<PaneAgent, "program">,
  processes: Map<number, AgentProcess>,
  tell: PaneEvents
) {
  const details = yield* ProcessDetails
  /** What a pane was when it was searched last. */
  const searched = new Map<PaneId, string>()
  let panesNow: ReadonlyMap<PaneId, AgentPane> = new Map()

  const onGone = Effect.fnUntraced(function* (process: AgentProcess) {
    if (processes.get(process.pid) !== process) return
    yield* tell.gone(process)
    processes.delete(process.pid)
  })

  const admit = Effect.fnUntraced(function* (pane: AgentPane, info: ProcessInfo) {
    const { pid, startTime, startedAt } = info
    const lineage = yield* table.lineage(pid)
    if (lineage.length === 0) return
    const directory = (yield* details.directory(pid)) ?? realPath(pane.path)
    const process: AgentProcess = {
      pid,
      startTime,
      // What it wrote before the clock was set, and what it writes now, was written since.
      get startedAt() {
        return Math.min(startedAt ?? 0, table.startedAt(startTime) ?? Number.MAX_VALUE)
      },
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
    if (info !== null && !processes.has(info.pid)) yield* admit(pane, info)
  })

  /** Also where one is there: it may be stopped, or another one began beside it in an editor. */
  const searchAgain = (paneId: PaneId) =>
    Effect.suspend(() => {
      const pane = panesNow.get(paneId)
      return pane === undefined ? Effect.void : search(pane)
    })

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

  yield* queue.beside(
    "beginnings",
    Stream.runForEach(panes.beginnings, (paneId) => queue.soon(searchAgain(paneId)))
  )

  const changed = Effect.fnUntraced(function* (now: ReadonlyMap<PaneId, AgentPane>) {
    panesNow = now
    for (const process of processes.values()) yield* follow(process)
    const taken = new Set([...processes.values()].map(({ pane }) => pane?.paneId))
    for (const paneId of searched.keys()) {
      if (!now.has(paneId)) searched.delete(paneId)
    }
    for (const pane of now.values()) {
      const known = `${pane.pid} ${pane.command} ${pane.title}`
      if (taken.has(pane.paneId) || searched.get(pane.paneId) === known) continue
      searched.set(pane.paneId, known)
      yield* search(pane)
    }
  })

  const searchAll = Effect.gen(function* () {
    const taken = new Set([...processes.values()].map(({ pane }) => pane?.paneId))
    for (const pane of panesNow.values()) if (!taken.has(pane.paneId)) yield* search(pane)
  })
  return { changed, search: searchAll }
})
