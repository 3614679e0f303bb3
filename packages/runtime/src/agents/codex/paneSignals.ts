/** Panes: processes of Codex that come, titles, panes that vanish. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Clock, Effect, Option } from "effect"
import type { AgentPane } from "../AgentPanes.ts"
import { findAgentProcess } from "../findAgentProcess.ts"
import { paneOfLineage } from "../paneOfLineage.ts"
import type { CodexHome } from "./CodexHome.ts"
import { codexHome } from "./codexPaths.ts"
import type { CodexWatch } from "./CodexWatch.ts"
import { codexProgram, threadDirectory } from "./commandLine.ts"
import { followThread, looseSeats, newestLocks } from "./followThreads.ts"
import { askHeld } from "./heldThreads.ts"
import { judgeSeat } from "./judgeSeat.ts"
import { matchSeats } from "./matchSeats.ts"
import { realPath } from "./realPath.ts"
import { newSeat, type Seat, withTitle } from "./Seat.ts"
import { Signal } from "./Signal.ts"
import { readTitle } from "./title.ts"
import { updateThread } from "./updateThread.ts"

/** After a pane or its title changed: a program may only be about to begin. */
const againMillis = [250, 1_000]
/** A process that holds its threads itself has opened the first by then. */
const listenMillis = 1_000
/** After a pane vanished: its process is about to end. */
const leavingMillis = [0, 30, 100, 300]

/** The home that this process uses; the daemon's own environment tells where it can't be read. */
const homeOf = Effect.fnUntraced(function* (watch: CodexWatch, pid: number) {
  const configured = Option.getOrNull(yield* watch.table.environment(pid, "CODEX_HOME"))
  const home = Option.getOrNull(yield* watch.table.environment(pid, "HOME"))
  const root = codexHome(configured, home)
  const [first] = watch.homes.values()
  return root === null ? (first ?? null) : yield* watch.addHome(realPath(root))
})

/** Listens to the shared daemon while a seat's threads are not known to be its own. */
export const syncListening = (watch: CodexWatch, home: CodexHome) =>
  watch.listen(home, looseSeats(watch, home).length > 0)

const admit = Effect.fnUntraced(function* (watch: CodexWatch, pane: AgentPane, pid: number, startTime: string) {
  const lineage = yield* watch.table.lineage(pid)
  const info = Option.getOrNull(yield* watch.table.info(pid))
  // What runs below another Codex is a tool of it.
  if (info === null || lineage.slice(1).some((one) => watch.seats.has(one))) return
  const home = yield* homeOf(watch, pid)
  if (home === null) return
  const words = yield* watch.details.words(pid)
  const directory = threadDirectory(words, (yield* watch.details.directory(pid)) ?? pane.path)
  const cwd = directory === null ? null : realPath(directory)
  const { startedAt } = info
  const now = yield* Clock.currentTimeMillis
  const seat = newSeat({ pid, startTime, startedAt, lineage, words, cwd }, home.paths, pane.paneId, now)
  seat.title = withTitle(seat.title, readTitle(pane.title), now)
  watch.seats.set(pid, seat)
  yield* watch.awaitExit(seat)
  yield* askHeld(watch, home, false)
  // Threads that nobody holds in a pane may be open in the daemon.
  if (seat.thread === null) for (const id of newestLocks(home)) yield* followThread(watch, home, id)
  yield* matchSeats(watch, home)
  yield* judgeSeat(watch, seat)
  yield* watch.due(home, listenMillis, "listen")
})

/** Looks for a process of Codex in a pane. */
export const searchPane = Effect.fnUntraced(function* (watch: CodexWatch, pane: AgentPane) {
  const info = yield* findAgentProcess(watch.table, watch.details, pane, codexProgram)
  if (info === null || watch.seats.has(info.pid)) return
  yield* admit(watch, pane, info.pid, info.startTime)
})

/** Looks in all panes that have none: one of them may just have begun. */
export const searchPanes = Effect.fnUntraced(function* (watch: CodexWatch) {
  const taken = new Set([...watch.seats.values()].map((seat) => seat.paneId))
  for (const pane of watch.panesNow.values()) if (!taken.has(pane.paneId)) yield* searchPane(watch, pane)
})

/** Asks more often for a while whether processes have gone. */
export const watchLeaving = (watch: CodexWatch) =>
  Effect.forEach(leavingMillis, (millis) => Effect.delay(watch.table.checkExits, millis), { discard: true }).pipe(
    Effect.forkChild,
    Effect.asVoid
  )

const follow = Effect.fnUntraced(function* (watch: CodexWatch, seat: Seat, pane: AgentPane | null) {
  if (pane === null && seat.paneId !== null) yield* watchLeaving(watch)
  seat.paneId = pane?.paneId ?? null
  const title = withTitle(seat.title, readTitle(pane?.title ?? ""), yield* Clock.currentTimeMillis)
  if (title === seat.title) return
  seat.title = title
  // What the rollout has by now belongs to this edge, whether or not its notice came.
  if (seat.thread !== null) yield* updateThread(watch, seat.thread)
  yield* judgeSeat(watch, seat)
  const home = watch.homes.get(seat.paths.root)
  if (home !== undefined && seat.held.length === 0) yield* matchSeats(watch, home)
})

const isNews = (before: AgentPane | undefined, pane: AgentPane): boolean =>
  before === undefined ||
  before.pid !== pane.pid ||
  before.command !== pane.command ||
  readTitle(before.title) !== readTitle(pane.title) ||
  (readTitle(pane.title) === "plain" && before.title !== pane.title)

/** Panes or their titles changed. */
export const onPanes = Effect.fnUntraced(function* (watch: CodexWatch, panes: ReadonlyMap<PaneId, AgentPane>) {
  const before = watch.panesNow
  watch.panesNow = panes
  const taken = new Set<PaneId>()
  for (const seat of watch.seats.values()) {
    const pane = paneOfLineage(panes, seat.process.lineage)
    if (pane !== null) taken.add(pane.paneId)
    yield* follow(watch, seat, pane)
  }
  for (const pane of panes.values()) {
    if (taken.has(pane.paneId) || !isNews(before.get(pane.paneId), pane)) continue
    yield* searchPane(watch, pane)
    for (const millis of againMillis) yield* watch.later(millis, Signal.PaneDue({ paneId: pane.paneId }))
  }
})

/** A pane that changed a moment ago. */
export const onPaneDue = Effect.fnUntraced(function* (watch: CodexWatch, paneId: PaneId) {
  const pane = watch.panesNow.get(paneId)
  const taken = [...watch.seats.values()].some((seat) => seat.paneId === paneId)
  if (pane !== undefined && !taken) yield* searchPane(watch, pane)
})
