/**
 * Looks at the screen of a process of Pi after it wrote there: soon while it rests (a prompt may have been sent, which
 * leaves no trace in the first turn), a little less than once a second while it works (an extension may ask).
 */
import { Clock, Effect } from "effect"
import type { PaneWatch } from "../PaneAgent.ts"
import { presentScreen, presentTurn, screenLagMillis } from "./knowledge.ts"
import type { LivePi } from "./LivePi.ts"
import { classifyScreen } from "./screen.ts"
import { isAtWork } from "./sessionState.ts"

const restPauseMillis = 200
/** Its spinner writes all the time, dialog or not, so this is how late a dialog or its end is seen: within a second. */
const workPauseMillis = 800
/** Extensions ask before a tool begins, most of all. */
const toolPauseMillis = 250
const toolBeginsMillis = 2_000
/** From a record that leaves a doubt to the first look. */
const edgeMillis = 80
/** The line that tells of another attempt is on the screen 20 ms after the failed one is in the file. */
const retryMillis = 200

/** How long after a look the next write asks for another. Pure. */
export const pauseOf = (live: LivePi, now: number): number => {
  const turn = presentTurn(live)
  const shown = presentScreen(live)?.state.status
  if (shown === "waiting") return workPauseMillis
  if (!isAtWork(turn)) return shown === "running" ? workPauseMillis : restPauseMillis
  return turn?.mayWait === true && now - turn.at < toolBeginsMillis ? toolPauseMillis : workPauseMillis
}

/** One look, and the next one armed. */
export const look = (watch: PaneWatch, live: LivePi): Effect.Effect<void> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const again = look(watch, live)
    // Armed before the look: what is written during the look is not missed.
    yield* watch.onWrite(live.process, () => pauseOf(live, now), again)
    const screen = yield* watch.look(live.process)
    const state = screen === null ? null : classifyScreen(screen)
    const turn = presentTurn(live)
    const lags = turn !== null && !isAtWork(turn) && !turn.mayRetry && now - turn.at < screenLagMillis
    if (!lags) live.lookedAt = now
    if (state === null) live.screen = null
    else if (lags && state.status !== "idle") yield* watch.later(`look ${live.process.pid}`, screenLagMillis, again)
    else live.screen = { state, at: now }
    yield* watch.speak(live.process)
  })

/** From a new record to the look that it asks for; null where it leaves no doubt. Pure. */
export const edgeOf = (live: LivePi): number | null => {
  const turn = presentTurn(live)
  if (turn?.mayRetry === true) return retryMillis
  // What only the screen shows (a command of the person's, say) may have ended with a record that tells no turn.
  const mayHaveEnded = !isAtWork(turn) && presentScreen(live)?.state.status === "running"
  return turn?.mayWait === true || mayHaveEnded ? edgeMillis : null
}

/** After new records: a look where they leave a doubt. */
export const followRecords = Effect.fnUntraced(function* (watch: PaneWatch, live: LivePi) {
  const { pid } = live.process
  yield* watch.letWrite(live.process)
  const edge = edgeOf(live)
  if (edge !== null) return yield* watch.later(`look ${pid}`, edge, look(watch, live))
  const now = yield* Clock.currentTimeMillis
  yield* watch.onWrite(live.process, () => pauseOf(live, now), look(watch, live))
})
