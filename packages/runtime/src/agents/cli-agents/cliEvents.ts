/** Watches agents without files: their processes in panes, and a look at a screen after something was written there. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Clock, Effect, Option, Stream } from "effect"
import type { AgentProcess } from "../AgentProcess.ts"
import { isDrawing } from "../isDrawing.ts"
import { isProgram, programPattern } from "../namedProgram.ts"
import type { PaneServices, PaneWatch } from "../PaneAgent.ts"
import { paneEvents } from "../paneEvents.ts"
import { ProcessDetails } from "../ProcessDetails.ts"
import type { ProcessQuestions } from "../ProcessQuestions.ts"
import type { WatcherFailed } from "../Watcher.ts"
import type { CliAgent } from "./CliAgent.ts"
import { knowledgeOf } from "./knowledge.ts"
import { type LiveCli, unseenSight } from "./LiveCli.ts"
import { nextSight } from "./sight.ts"

/** From a write to the look: what else belongs to the same frame comes within a few milliseconds. */
const frameMillis = 40
/** How long after a look the next write asks for another. Spinners write all the time. */
const pauseMillis = { rest: 150, waiting: 200, working: 600 }
/** A screen that no rule knows may have been half drawn. */
const unsureMillis = 150
/** What only its changes told is over when it stands still. */
const stillMillis = 1_500

const pauseOf = ({ sight: { told } }: LiveCli): number =>
  told?.status === "waiting" ? pauseMillis.waiting : told?.status === "running" ? pauseMillis.working : pauseMillis.rest

/** One look, and the next one armed. */
const look = (table: PaneServices["table"], watch: PaneWatch, live: LiveCli): Effect.Effect<void> =>
  Effect.gen(function* () {
    const { agent, process } = live
    const again = look(table, watch, live)
    // Armed before the look: what is written during the look is not missed.
    const armed = watch.later(`frame ${process.pid}`, frameMillis, again)
    yield* watch.onWrite(process, () => pauseOf(live), armed)
    const screen = yield* watch.look(process)
    if (screen === null || !(yield* isDrawing(table, process))) return
    const before = live.sight
    const at = yield* Clock.currentTimeMillis
    live.sight = nextSight(agent.screen, before, { screen, at, startedAt: process.startedAt })
    if (live.sight.unsure && !before.unsure) yield* watch.later(`unsure ${process.pid}`, unsureMillis, again)
    if (live.sight.unsure && live.sight.told?.status === "running")
      yield* watch.later(`still ${process.pid}`, stillMillis, again)
    yield* watch.speak(process)
  })

const makeHandlers = (
  name: string,
  agents: ReadonlyArray<CliAgent>,
  { table }: PaneServices,
  details: ProcessQuestions
) => {
  const lives = new Map<number, LiveCli>()
  const unknown: CliAgent = { agent: name, program: { names: [] }, provenance: "", screen: [] }
  return {
    sources: ["screen"] as const,
    knowledge: (process: AgentProcess) =>
      knowledgeOf(lives.get(process.pid) ?? { process, agent: unknown, sight: unseenSight }),
    found: Effect.fnUntraced(function* (watch: PaneWatch, process: AgentProcess) {
      const info = Option.getOrNull(yield* table.info(process.pid))
      const words = yield* details.words(process.pid)
      const agent = agents.find(({ program }) => info !== null && isProgram(program, { name: info.name, words }))
      if (agent === undefined) return
      const live: LiveCli = { process, agent, sight: unseenSight }
      lives.set(process.pid, live)
      yield* watch.speak(process)
      yield* look(table, watch, live)
    }),
    titled: (watch: PaneWatch, process: AgentProcess) => (lives.has(process.pid) ? watch.speak(process) : Effect.void),
    gone: (_watch: PaneWatch, process: AgentProcess) => Effect.sync(() => void lives.delete(process.pid))
  }
}

/** All that happens to the threads of these agents. */
export const cliEvents = (
  name: string,
  agents: ReadonlyArray<CliAgent>,
  services: PaneServices
): Stream.Stream<AgentEvent, WatcherFailed> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const handlers = makeHandlers(name, agents, services, yield* ProcessDetails)
      const program = programPattern(agents.map((one) => one.program))
      return paneEvents(services, { agent: name, program: () => program, ...handlers })
    })
  )
