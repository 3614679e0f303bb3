/** Processes of Codex in panes: found, with another title, gone. */
import { Clock, Effect, Option } from "effect"
import type { AgentProcess } from "../AgentProcess.ts"
import type { CodexHome } from "./CodexHome.ts"
import { codexHome } from "./codexPaths.ts"
import type { CodexWatch } from "./CodexWatch.ts"
import { threadDirectory } from "./commandLine.ts"
import { hearDaemon } from "./daemonSignals.ts"
import { followThread, looseSeats, newestLocks, syncThreads } from "./followThreads.ts"
import { askHeld } from "./heldThreads.ts"
import { judgeSeat } from "./judgeSeat.ts"
import { matchSeats } from "./matchSeats.ts"
import { realPath } from "../../files/realPath.ts"
import { newSeat, withTitle } from "./Seat.ts"
import { readTitle } from "./title.ts"
import { updateThread } from "./updateThread.ts"

/** A process that holds its threads itself has opened the first by then. */
const listenMillis = 1_000

/** The home that this process uses; the daemon's own environment tells where it can't be read. */
const homeOf = Effect.fnUntraced(function* (watch: CodexWatch, pid: number) {
  const configured = Option.getOrNull(yield* watch.table.environment(pid, "CODEX_HOME"))
  const home = Option.getOrNull(yield* watch.table.environment(pid, "HOME"))
  const root = codexHome(configured, home)
  const [first] = watch.homes.values()
  return root === null ? (first ?? null) : yield* watch.addHome(realPath(root))
})

/** Listens to the shared daemon while a seat's threads are not known to be its own. */
const syncListening = (watch: CodexWatch, home: CodexHome): Effect.Effect<void> =>
  watch.keep(`daemon ${home.paths.root}`, looseSeats(watch, home).length > 0, hearDaemon(watch, home))

/** A process was found in a pane. */
export const onFound = Effect.fnUntraced(function* (watch: CodexWatch, process: AgentProcess) {
  const home = yield* homeOf(watch, process.pid)
  if (home === null) return
  const words = yield* watch.details.words(process.pid)
  const directory = threadDirectory(words, process.directory)
  const now = yield* Clock.currentTimeMillis
  const seat = newSeat(process, words, directory === null ? null : realPath(directory), home.paths, now)
  seat.title = withTitle(seat.title, readTitle(process.pane?.title ?? ""), now)
  watch.seats.set(process.pid, seat)
  yield* askHeld(watch, home, false)
  // Threads that nobody holds in a pane may be open in the daemon.
  if (seat.thread === null) for (const id of newestLocks(home)) yield* followThread(watch, home, id)
  yield* matchSeats(watch, home)
  yield* judgeSeat(watch, seat)
  yield* watch.due(
    home,
    listenMillis,
    "listen",
    Effect.suspend(() => syncListening(watch, home))
  )
})

/** Its pane has another title. */
export const onTitled = Effect.fnUntraced(function* (watch: CodexWatch, process: AgentProcess) {
  const seat = watch.seats.get(process.pid)
  if (seat === undefined) return
  const title = withTitle(seat.title, readTitle(process.pane?.title ?? ""), yield* Clock.currentTimeMillis)
  if (title === seat.title) return
  seat.title = title
  // What the rollout has by now belongs to this edge, whether or not its notice came.
  if (seat.thread !== null) yield* updateThread(watch, seat.thread)
  yield* judgeSeat(watch, seat)
  const home = watch.homes.get(seat.paths.root)
  if (home !== undefined && seat.held.length === 0) yield* matchSeats(watch, home)
})

/** It is gone. */
export const onGone = Effect.fnUntraced(function* (watch: CodexWatch, { pid }: AgentProcess) {
  const seat = watch.seats.get(pid)
  if (seat === undefined) return
  // The last lines tell how the last turn ended, if it did. In the daemon it goes on; nobody sees it here any more.
  if (seat.thread !== null) yield* updateThread(watch, seat.thread)
  watch.seats.delete(pid)
  yield* watch.letGo(`judge ${pid}`)
  yield* syncThreads(watch)
  const home = watch.homes.get(seat.paths.root)
  if (home !== undefined) yield* syncListening(watch, home)
})
