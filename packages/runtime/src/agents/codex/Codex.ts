/**
 * Watches Codex: its processes in panes, their titles, and the rollouts of the threads that they show. Which thread a
 * process shows is told by the files that it has open; where a shared daemon has them open, by births, turns and titles.
 */
import { Config, Effect, Layer, Option } from "effect"
import { FileEvents } from "../../files/FileEvents.ts"
import { FileTail } from "../../files/FileTail.ts"
import { ProcessTable } from "../../processes/ProcessTable.ts"
import { AgentPanes } from "../AgentPanes.ts"
import { AgentWatchers } from "../AgentWatchers.ts"
import { ProcessDetails } from "../ProcessDetails.ts"
import { codexEvents } from "./codexEvents.ts"
import { codexHome } from "./codexPaths.ts"
import { agentName } from "./seatKnowledge.ts"

/** The watcher of Codex. */
export const Codex = Layer.effectDiscard(
  Effect.gen(function* () {
    const watchers = yield* AgentWatchers
    const configured = yield* Config.option(Config.String("CODEX_HOME"))
    const home = yield* Config.option(Config.String("HOME"))
    const services = {
      files: yield* FileEvents,
      tail: yield* FileTail,
      table: yield* ProcessTable,
      panes: yield* AgentPanes,
      details: yield* ProcessDetails,
      count: (type: string) => watchers.countUnknown(agentName, type)
    }
    const root = codexHome(Option.getOrNull(configured), Option.getOrNull(home))
    yield* watchers.register({ name: agentName, events: codexEvents(services, root) })
  })
)
