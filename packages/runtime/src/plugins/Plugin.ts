/** What a plugin is: a module whose default export is a Layer that registers watchers, notifiers, themes or multiplexers. */
import { type Layer, Schema } from "effect"
import type { AgentPanes } from "../agents/AgentPanes.ts"
import type { AgentWatchers } from "../agents/AgentWatchers.ts"
import type { Places } from "../config/Places.ts"
import type { Settings } from "../config/Settings.ts"
import type { FileEvents } from "../files/FileEvents.ts"
import type { FileTail } from "../files/FileTail.ts"
import type { Notifiers } from "../notifications/Notifiers.ts"
import type { ProcessTable } from "../processes/ProcessTable.ts"
import type { Multiplexers } from "../multiplexer/Multiplexers.ts"
import type { Themes } from "./Themes.ts"

/** What a plugin can ask for; the built-in watchers, notifiers and themes use the same. */
export type PluginServices =
  | AgentWatchers
  | AgentPanes
  | FileEvents
  | FileTail
  | Multiplexers
  | Notifiers
  | Places
  | ProcessTable
  | Settings
  | Themes

/** The type of the default export: `export default layer satisfies Plugin`. */
export type Plugin = Layer.Layer<never, { readonly message: string }, PluginServices>

/** Why a plugin does not run. It is shown and logged, and the plugin is started again. */
export class PluginFailed extends Schema.TaggedError<PluginFailed>()("PluginFailed", {
  plugin: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `plugin ${this.plugin}: ${this.reason}`
  }
}

/** What `doctor` shows of a plugin. */
export interface PluginHealth {
  readonly name: string
  readonly state: "loading" | "running" | "retrying"
  readonly failures: number
  readonly lastFailure: string | null
  /** Its watchers that say more than anybody can read. */
  readonly throttled: boolean
}
