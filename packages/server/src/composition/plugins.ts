/** The plugins of the user, with what they may use. */
import { AgentPanes } from "@opensessions/runtime/agents/AgentPanes"
import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
import { watcherNotices } from "@opensessions/runtime/feeds/watcherNotices"
import { FileEvents } from "@opensessions/runtime/files/FileEvents"
import { FileTail } from "@opensessions/runtime/files/FileTail"
import { Plugins } from "@opensessions/runtime/plugins/Plugins"
import { Layer } from "effect"
import { PluginProcesses } from "../plugins/PluginProcesses.ts"

const surroundings = Layer.mergeAll(AgentPanes.layer, FileEvents.layer, FileTail.layer)

export const plugins = Layer.mergeAll(Plugins.layer, watcherNotices).pipe(
  Layer.provide(PluginProcesses),
  Layer.provide(surroundings),
  Layer.provide(AgentWatchers.layer)
)
