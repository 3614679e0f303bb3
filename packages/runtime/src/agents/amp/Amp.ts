/** The watcher of Amp. */
import { Config, Effect, Layer, Option } from "effect"
import { FileEvents } from "../../files/FileEvents.ts"
import { FileTail } from "../../files/FileTail.ts"
import { ProcessTable } from "../../processes/ProcessTable.ts"
import { AgentPanes } from "../AgentPanes.ts"
import { AgentWatchers } from "../AgentWatchers.ts"
import { agentName, ampEvents } from "./ampEvents.ts"

/** Watches Amp: what this machine knows of it. Nothing is asked of its server, and no key of it is read. */
export const Amp = Layer.effectDiscard(
  Effect.gen(function* () {
    const watchers = yield* AgentWatchers
    const own = new Map<string, string>()
    for (const name of ["XDG_DATA_HOME", "HOME"]) {
      const value = Option.getOrNull(yield* Config.option(Config.String(name)))
      if (value !== null) own.set(name, value)
    }
    const events = ampEvents({
      files: yield* FileEvents,
      tail: yield* FileTail,
      table: yield* ProcessTable,
      panes: yield* AgentPanes,
      count: (type) => watchers.countUnknown(agentName, type),
      variable: (name) => own.get(name) ?? null
    })
    yield* watchers.register({ name: agentName, events })
  })
)
