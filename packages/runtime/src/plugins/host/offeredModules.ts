/**
 * The modules that a plugin may import, as its process itself has them: one copy of each, so that services, schemas and
 * fibers of the plugin are those of the services that it gets.
 */
import * as Agent from "@opensessions/protocol/Agent"
import * as AgentEvent from "@opensessions/protocol/AgentEvent"
import * as cleanText from "@opensessions/protocol/cleanText"
import * as Command from "@opensessions/protocol/Command"
import * as Ids from "@opensessions/protocol/Ids"
import * as Metadata from "@opensessions/protocol/Metadata"
import * as State from "@opensessions/protocol/State"
import * as ThemeChoice from "@opensessions/protocol/ThemeChoice"
import * as effect from "effect"
import * as AgentPanes from "../../agents/AgentPanes.ts"
import * as AgentWatchers from "../../agents/AgentWatchers.ts"
import * as cliWatcher from "../../agents/cli-agents/cliWatcher.ts"
import * as Watcher from "../../agents/Watcher.ts"
import * as Places from "../../config/Places.ts"
import * as Settings from "../../config/Settings.ts"
import * as FileEvents from "../../files/FileEvents.ts"
import * as FileTail from "../../files/FileTail.ts"
import * as Multiplexer from "../../multiplexer/Multiplexer.ts"
import * as memoryMultiplexer from "../../multiplexer/memoryMultiplexer.ts"
import * as Multiplexers from "../../multiplexer/Multiplexers.ts"
import * as Notifier from "../../notifications/Notifier.ts"
import * as Notifiers from "../../notifications/Notifiers.ts"
import * as ProcessTable from "../../processes/ProcessTable.ts"
import * as Topology from "../../tmux/Topology.ts"
import * as Plugin from "../Plugin.ts"
import * as Themes from "../Themes.ts"

const protocol = { Agent, AgentEvent, Command, Ids, Metadata, State, ThemeChoice, cleanText }

const runtime = {
  "agents/AgentPanes": AgentPanes,
  "agents/AgentWatchers": AgentWatchers,
  "agents/Watcher": Watcher,
  "agents/cli-agents/cliWatcher": cliWatcher,
  "config/Places": Places,
  "config/Settings": Settings,
  "files/FileEvents": FileEvents,
  "files/FileTail": FileTail,
  "multiplexer/Multiplexer": Multiplexer,
  "multiplexer/Multiplexers": Multiplexers,
  "multiplexer/memoryMultiplexer": memoryMultiplexer,
  "notifications/Notifier": Notifier,
  "notifications/Notifiers": Notifiers,
  "plugins/Plugin": Plugin,
  "plugins/Themes": Themes,
  "processes/ProcessTable": ProcessTable,
  "tmux/Topology": Topology
}

/** `effect/Stream` is the `Stream` of `effect`. */
const effectModules = Object.entries(effect).filter(
  ([name, value]) => /^[A-Z]/u.test(name) && typeof value === "object"
)

const below = (prefix: string, modules: Iterable<readonly [string, unknown]>) =>
  [...modules].map(([name, module]) => [`${prefix}/${name}`, module] as const)

/** By the name that a plugin imports. */
export const offeredModules: ReadonlyMap<string, object> = new Map([
  ["effect", effect],
  ...below("effect", effectModules),
  ...below("@opensessions/protocol", Object.entries(protocol)),
  ...below("@opensessions/runtime", Object.entries(runtime))
] as ReadonlyArray<readonly [string, object]>)
