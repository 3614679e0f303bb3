/** Makes a watcher of agents without files, from their data. */
import { Effect, Layer } from "effect"
import { ProcessTable } from "../../processes/ProcessTable.ts"
import { AgentPanes } from "../AgentPanes.ts"
import { AgentWatchers } from "../AgentWatchers.ts"
import type { CliAgent } from "./CliAgent.ts"
import { cliEvents } from "./cliEvents.ts"

/** Watches all of them at once: a pane is searched once, however many they are. */
export const cliWatcher = (name: string, agents: ReadonlyArray<CliAgent>) =>
  Layer.effectDiscard(
    Effect.gen(function* () {
      const watchers = yield* AgentWatchers
      const services = { table: yield* ProcessTable, panes: yield* AgentPanes }
      yield* watchers.register({ name, events: cliEvents(name, agents, services) })
    })
  )
