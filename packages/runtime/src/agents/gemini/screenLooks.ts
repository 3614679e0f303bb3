/** Looks at Gemini CLI's screen: once where its title says that it asks, and after writes where its title says nothing. */
import { Clock, Effect } from "effect"
import { isDrawing } from "../isDrawing.ts"
import type { PaneServices, PaneWatch } from "../PaneAgent.ts"
import { classifyScreen } from "../screenRules.ts"
import { type LiveGemini, titleTells } from "./LiveGemini.ts"
import { geminiScreen } from "./screen.ts"

type Table = PaneServices["table"]

/** The dialog is drawn in the same moment as the title changes, or a little later. */
const dialogMillis = [30, 300]
const frameMillis = 40
const pauseMillis = { rest: 200, working: 700 }

const see = Effect.fnUntraced(function* (table: Table, watch: PaneWatch, live: LiveGemini) {
  const screen = yield* watch.look(live.process)
  if (!(yield* isDrawing(table, live.process))) return
  const state = screen === null ? null : classifyScreen(geminiScreen, screen)
  const same = state !== null && state.status === live.screen?.state.status && state.reason === live.screen.state.reason
  if (!same) live.screen = state === null ? null : { state, at: yield* Clock.currentTimeMillis }
  yield* watch.speak(live.process)
})

const lookForDialog = (table: Table, watch: PaneWatch, live: LiveGemini): Effect.Effect<void> =>
  Effect.suspend(() => (live.title.state === "asks" ? see(table, watch, live) : Effect.void))

const lookOnWrites = (table: Table, watch: PaneWatch, live: LiveGemini): Effect.Effect<void> =>
  Effect.gen(function* () {
    if (titleTells(live)) return
    const again = watch.later(`frame ${live.process.pid}`, frameMillis, lookOnWrites(table, watch, live))
    const pause = () => (live.screen?.state.status === "running" ? pauseMillis.working : pauseMillis.rest)
    // Armed before the look: what is written during the look is not missed.
    yield* watch.onWrite(live.process, pause, again)
    yield* see(table, watch, live)
  })

/** Begins to look where that is needed, and ends it where it is not any more. */
export const followTitle = Effect.fnUntraced(function* (table: Table, watch: PaneWatch, live: LiveGemini) {
  const { pid } = live.process
  if (!titleTells(live)) return yield* lookOnWrites(table, watch, live)
  live.screen = null
  yield* watch.letWrite(live.process)
  if (live.title.state !== "asks") return
  for (const millis of dialogMillis)
    yield* watch.later(`dialog ${millis} ${pid}`, millis, lookForDialog(table, watch, live))
})
