/** Looks at the screen of a process whose database says too little, from the edge on that made it doubtful. */
import { Clock, Effect } from "effect"
import { startSlackMillis } from "../AgentProcess.ts"
import type { PaneWatch } from "../PaneAgent.ts"
import type { LiveSession } from "./LiveSession.ts"
import { classifyScreen, type ScreenState } from "./screen.ts"
import { isWorking } from "./sessionState.ts"

/** A dialog is on the screen up to 1.2 s after its tool began. */
const freshMillis = 1_500
const freshLookMillis = 200
/** Later, after a write, not more often than this. A dialog stands still, so the next write is an answer to it. */
const standingPauseMillis = 300
const workingPauseMillis = 800
/** Between two answers there are 20 ms; a turn that stays there is looked at after this. */
const restMillis = 1_500

type Doubt = "wait" | "rest" | null

const doubtOf = ({ process, turn }: LiveSession): Doubt => {
  if (turn === null || !isWorking(turn) || turn.at < process.startedAt - startSlackMillis) return null
  return turn.mayWait ? "wait" : turn.mayRest ? "rest" : null
}

/** What a look proves about this doubt; null where it proves nothing. */
const proven = (doubt: Doubt, state: ScreenState | null): ScreenState | null => {
  if (state === null) return null
  if (state.status === "waiting") return state
  return doubt === "rest" && state.status === "idle" ? state : null
}

const look = (watch: PaneWatch, live: LiveSession): Effect.Effect<void> =>
  Effect.gen(function* () {
    const doubt = doubtOf(live)
    const { doubtfulSince, process } = live
    if (doubt === null || doubtfulSince === null) return
    const now = yield* Clock.currentTimeMillis
    const again = look(watch, live)
    const age = now - doubtfulSince
    const pause = () => (live.screen === null && age >= freshMillis ? workingPauseMillis : standingPauseMillis)
    // Armed before the look: what is written during the look is not missed.
    yield* watch.onWrite(process, pause, again)
    const screen = yield* watch.look(process)
    const state = proven(doubt, screen === null ? null : classifyScreen(screen))
    if (state === null && age < freshMillis) yield* watch.later(`look ${process.pid}`, freshLookMillis, again)
    if (state?.status === live.screen?.state.status && state?.reason === live.screen?.state.reason) return
    live.screen = state === null ? null : { state, at: now }
    yield* watch.speak(process)
  })

/** Begins to look where that is needed, and ends it where it is not any more. */
export const followScreen = Effect.fnUntraced(function* (watch: PaneWatch, live: LiveSession) {
  const doubt = doubtOf(live)
  if (doubt === null) {
    live.doubtfulSince = null
    live.screen = null
    return
  }
  if (live.doubtfulSince !== null) return
  live.doubtfulSince = yield* Clock.currentTimeMillis
  if (doubt === "wait") return yield* look(watch, live)
  yield* watch.later(`rest ${live.process.pid}`, restMillis, look(watch, live))
})
