/** The watcher of Gemini CLI. */
import { Config, Effect, Layer, Option } from "effect"
import { FileEvents } from "../../files/FileEvents.ts"
import { FileTail } from "../../files/FileTail.ts"
import { ProcessTable } from "../../processes/ProcessTable.ts"
import { AgentPanes } from "../AgentPanes.ts"
import { AgentWatchers } from "../AgentWatchers.ts"
import { agentName, geminiEvents } from "./geminiEvents.ts"

/** Watches Gemini CLI. */
export const Gemini = Layer.effectDiscard(
  Effect.gen(function* () {
    const watchers = yield* AgentWatchers
    const own = new Map<string, string>()
    for (const name of ["GEMINI_CLI_HOME", "HOME"]) {
      const value = Option.getOrNull(yield* Config.option(Config.String(name)))
      if (value !== null) own.set(name, value)
    }
    const events = geminiEvents({
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
