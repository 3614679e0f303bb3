/** Does what a signal asks for. */
import { Clock, Effect } from "effect"
import type { CodexHome } from "./CodexHome.ts"
import type { CodexWatch } from "./CodexWatch.ts"
import { onDaemonLost, onDaemonSaid } from "./daemonSignals.ts"
import { onHome, onLocks, onRollouts, readStored } from "./fileSignals.ts"
import { syncThreads } from "./followThreads.ts"
import { askHeld } from "./heldThreads.ts"
import { judgeSeat } from "./judgeSeat.ts"
import { matchSeats } from "./matchSeats.ts"
import { onPaneDue, onPanes, syncListening } from "./paneSignals.ts"
import { agentName } from "./seatKnowledge.ts"
import { type HomeTask, Signal } from "./Signal.ts"
import { updateThread } from "./updateThread.ts"

const onGone = Effect.fnUntraced(function* (watch: CodexWatch, pid: number, startTime: string) {
  const seat = watch.seats.get(pid)
  if (seat === undefined || seat.process.startTime !== startTime) return
  // The last lines tell how the last turn ended, if it did. In the daemon it goes on; nobody sees it here any more.
  if (seat.thread !== null) yield* updateThread(watch, seat.thread)
  watch.seats.delete(pid)
  yield* watch.forgetProcess(pid)
  if (seat.said !== null) {
    const { threadId } = seat.said
    const at = yield* Clock.currentTimeMillis
    watch.emit([{ _tag: "ThreadExited", agent: agentName, threadId, at, detail: `process ${pid} is gone` }])
  }
  const home = watch.homes.get(seat.paths.root)
  yield* syncThreads(watch)
  if (home !== undefined) yield* syncListening(watch, home)
})

const onHomeDue = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome, what: HomeTask) {
  const at = home.due.get(what)
  const now = yield* Clock.currentTimeMillis
  // An earlier moment was asked for meanwhile, or this one was done with it.
  if (at === undefined || at > now + 2) return
  home.due.delete(what)
  switch (what) {
    case "stored":
      return yield* readStored(watch, home)
    case "held":
      return yield* askHeld(watch, home, false)
    case "match":
      return yield* matchSeats(watch, home)
    case "listen":
      return yield* syncListening(watch, home)
  }
})

export const handleSignal = (watch: CodexWatch, signal: Signal): Effect.Effect<void> => {
  const at = (root: string, act: (home: CodexHome) => Effect.Effect<void>): Effect.Effect<void> => {
    const home = watch.homes.get(root)
    return home === undefined ? Effect.void : act(home)
  }
  return Signal.$match(signal, {
    HomeChanged: ({ paths, root }) => at(root, (home) => onHome(watch, home, paths)),
    LocksChanged: ({ paths, root }) => at(root, (home) => onLocks(watch, home, paths)),
    RolloutsChanged: ({ folder, paths }) => onRollouts(watch, folder, paths),
    PanesChanged: ({ panes }) => onPanes(watch, panes),
    ProcessGone: ({ pid, startTime }) => onGone(watch, pid, startTime),
    DaemonSaid: ({ message, root }) => at(root, (home) => onDaemonSaid(watch, home, message)),
    DaemonLost: ({ root }) => at(root, (home) => onDaemonLost(watch, home)),
    Written: Effect.fnUntraced(function* ({ pid }) {
      const seat = watch.seats.get(pid)
      if (seat === undefined) return
      seat.wroteAt = yield* Clock.currentTimeMillis
      yield* judgeSeat(watch, seat)
    }),
    SeatDue: ({ pid }) => {
      const seat = watch.seats.get(pid)
      if (seat === undefined) return Effect.void
      seat.dueAt = null
      return judgeSeat(watch, seat)
    },
    PaneDue: ({ paneId }) => onPaneDue(watch, paneId),
    HomeDue: ({ root, what }) => at(root, (home) => onHomeDue(watch, home, what))
  })
}
