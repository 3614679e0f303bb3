/** What the shared daemon says of its threads. */
import { Clock, Effect, Stream } from "effect"
import type { CodexHome } from "./CodexHome.ts"
import type { CodexThread } from "./CodexThread.ts"
import type { CodexWatch } from "./CodexWatch.ts"
import { followThread, syncThreads } from "./followThreads.ts"
import { judgeSeat } from "./judgeSeat.ts"
import { listenToDaemon } from "./listenToDaemon.ts"
import type { LiveMessage, LiveStatus, LiveThread } from "./liveMessage.ts"
import { matchSeats } from "./matchSeats.ts"
import { updateThread } from "./updateThread.ts"

const judgeAll = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome) {
  for (const seat of watch.seats.values()) if (seat.paths.root === home.paths.root) yield* judgeSeat(watch, seat)
})

const setStatus = Effect.fnUntraced(function* (
  watch: CodexWatch,
  home: CodexHome,
  thread: CodexThread,
  status: LiveStatus,
  at: number
) {
  if (thread.live?.status === status) return
  thread.live = { status, at }
  // What the rollout has by now belongs to this edge, whether or not its notice came.
  yield* updateThread(watch, thread)
  yield* judgeAll(watch, home)
})

/** A thread that was begun, or that was there when we came. */
const onThread = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome, told: LiveThread) {
  // Titles are made in threads without a file; nobody sees them.
  if (told.role === "other") return
  const thread = yield* followThread(watch, home, told.threadId)
  thread.told = { cwd: told.cwd, role: told.role, parent: told.parent }
  if (told.status !== null) {
    const at = thread.rollout.turn?.at ?? thread.bornAt ?? (yield* Clock.currentTimeMillis)
    yield* setStatus(watch, home, thread, told.status, at)
  }
  yield* matchSeats(watch, home)
  yield* syncThreads(watch)
})

const onDaemonSaid = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome, message: LiveMessage) {
  switch (message.kind) {
    case "thread":
      return yield* onThread(watch, home, message.thread)
    case "status":
    case "closed": {
      const thread = watch.threads.get(message.threadId)
      if (thread === undefined) return
      const status = message.kind === "status" ? message.status : "unloaded"
      yield* setStatus(watch, home, thread, status, yield* Clock.currentTimeMillis)
      return yield* matchSeats(watch, home)
    }
    case "loaded":
    case "none":
      return
  }
})

/** Nothing that it said holds any more. */
const onDaemonLost = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome) {
  for (const thread of watch.threads.values()) if (thread.paths.root === home.paths.root) thread.live = null
  yield* judgeAll(watch, home)
})

/** Between two attempts to reach the daemon: it may be started any time. */
const listenMillis = [1_000, 2_000, 5_000, 15_000]

/** Listens to the home's shared daemon for ever, as long as there is one. */
export const hearDaemon = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome) {
  for (let attempt = 0; ; attempt++) {
    let heard = false
    yield* Effect.ignore(
      Stream.runForEach(listenToDaemon(home.paths.socket), (message) => {
        heard = true
        return watch.soon(onDaemonSaid(watch, home, message))
      })
    )
    if (heard) yield* watch.soon(onDaemonLost(watch, home))
    if (heard) attempt = 0
    yield* Effect.sleep(listenMillis[Math.min(attempt, listenMillis.length - 1)] ?? 15_000)
  }
})
