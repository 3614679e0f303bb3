/**
 * Looks at the screen of a process of Pi after it wrote there: soon while it rests (a prompt may have been sent, which
 * leaves no trace in the first turn), rarely while its file tells enough.
 */
import { Clock, Effect } from "effect"
import type { PaneWatch } from "../PaneAgent.ts"
import { presentScreen, presentTurn, screenLagMillis } from "./knowledge.ts"
import type { LivePi } from "./LivePi.ts"
import { classifyScreen } from "./screen.ts"
import { isAtWork } from "./sessionState.ts"

const restPauseMillis = 200
/** Its spinner writes all the time, so this is how often it is looked at while nothing but the screen tells. */
const screenOnlyPauseMillis = 700
/** Extensions ask before a tool begins; one that asks in the middle of its work is seen this much later. */
const toolPauses: ReadonlyArray<{ readonly younger: number; readonly pause: number }> = [
  { younger: 2_000, pause: 250 },
  { younger: 15_000, pause: 800 },
  { younger: Number.POSITIVE_INFINITY, pause: 3_000 }
]
/** The file tells the end of a turn; the look is for one that was dropped. */
const workPauseMillis = 5_000
/** From a record that leaves a doubt to the first look. */
const edgeMillis = 80
/** The line that tells of another attempt is on the screen 20 ms after the failed one is in the file. */
const retryMillis = 200

/** How long after a look the next write asks for another. Pure. */
export const pauseOf = (live: LivePi, now: number): number => {
  const turn = presentTurn(live)
  const screen = presentScreen(live)
  if (screen?.state.status === "waiting") return screenOnlyPauseMillis
  if (!isAtWork(turn)) return screen?.state.status === "running" ? screenOnlyPauseMillis : restPauseMillis
  if (turn?.mayWait !== true) return workPauseMillis
  return toolPauses.find(({ younger }) => now - turn.at < younger)?.pause ?? workPauseMillis
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

/** After new records: a look where they leave a doubt. */
export const followRecords = Effect.fnUntraced(function* (watch: PaneWatch, live: LivePi) {
  const { pid } = live.process
  const turn = presentTurn(live)
  yield* watch.letWrite(live.process)
  const edge = turn?.mayRetry === true ? retryMillis : turn?.mayWait === true ? edgeMillis : null
  if (edge !== null) return yield* watch.later(`look ${pid}`, edge, look(watch, live))
  const now = yield* Clock.currentTimeMillis
  yield* watch.onWrite(live.process, () => pauseOf(live, now), look(watch, live))
})
