/** The watcher of Pi. */
import { Config, Effect, Layer, Option } from "effect"
import { FileEvents } from "../../files/FileEvents.ts"
import { FileTail } from "../../files/FileTail.ts"
import { ProcessTable } from "../../processes/ProcessTable.ts"
import { AgentPanes } from "../AgentPanes.ts"
import { AgentWatchers } from "../AgentWatchers.ts"
import { agentName, piEvents, type PiServices } from "./piEvents.ts"

/** Watches Pi. */
export const Pi = Layer.effectDiscard(
  Effect.gen(function* () {
    const watchers = yield* AgentWatchers
    const own = new Map<string, string>()
    for (const name of ["PI_CODING_AGENT_SESSION_DIR", "PI_CODING_AGENT_DIR", "HOME"]) {
      const value = Option.getOrNull(yield* Config.option(Config.String(name)))
      if (value !== null) own.set(name, value)
    }
    const services: PiServices = {
      files: yield* FileEvents,
      tail: yield* FileTail,
      table: yield* ProcessTable,
      panes: yield* AgentPanes,
      count: (type) => watchers.countUnknown(agentName, type),
      variable: (name) => own.get(name) ?? null
    }
    yield* watchers.register({ name: agentName, events: piEvents(services) })
  })
)
