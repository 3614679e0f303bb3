/** What a plugin's process asks of the daemon. */
import { PaneId } from "@opensessions/protocol/Ids"
import { Schema } from "effect"
import { Rpc, RpcGroup } from "effect/rpc"
import { ScreenUnavailable } from "../../agents/AgentPanes.ts"
import { AgentPane } from "../../agents/AgentPane.ts"
import { Config } from "../../config/Config.ts"
import { PluginWord, Registration } from "./Registration.ts"

/** What there is to know before the plugin is loaded. */
export const Start = Schema.Struct({
  /** What is imported: a URL, or a package's name. */
  specifier: Schema.String,
  places: Schema.Struct({
    tmuxSocket: Schema.NullOr(Schema.String),
    key: Schema.Int,
    runtimeDirectory: Schema.String,
    socketFile: Schema.String,
    infoFile: Schema.String,
    logFile: Schema.String,
    configDirectory: Schema.String,
    stateDirectory: Schema.String,
    installation: Schema.String
  })
})
export type Start = typeof Start.Type

/** The panes that are new or other than before, and those that are gone. */
export const PaneChange = Schema.Struct({ now: Schema.Array(AgentPane), gone: Schema.Array(PaneId) })
export type PaneChange = typeof PaneChange.Type

/** What the configuration says, and what is wrong with it. */
export const SettingsNow = Schema.Struct({ config: Config, problem: Schema.NullOr(Schema.String) })
export type SettingsNow = typeof SettingsNow.Type

/** It was not taken. */
export class NotRegistered extends Schema.TaggedError<NotRegistered>()("NotRegistered", { reason: Schema.String }) {
  override get message(): string {
    return this.reason
  }
}

export class DaemonRpc extends RpcGroup.make(
  Rpc.make("Begin", { success: Start }),
  /** The plugin has registered what it brings. */
  Rpc.make("Started"),
  /** It can't go on, and says why. */
  Rpc.make("Failed", { payload: { reason: Schema.String } }),
  /** One element when it stands, and it stands for as long as the stream is read. */
  Rpc.make("Register", {
    payload: { registration: Registration },
    success: Schema.Void,
    error: NotRegistered,
    stream: true
  }),
  Rpc.make("CountUnknown", { payload: { watcher: PluginWord, type: Schema.String } }),
  /** All panes first, then each change of some. */
  Rpc.make("Panes", { success: PaneChange, stream: true }),
  /** Panes in which an agent may have begun. */
  Rpc.make("Beginnings", { success: PaneId, stream: true }),
  Rpc.make("Look", {
    payload: { paneId: PaneId },
    success: Schema.Array(Schema.String),
    error: ScreenUnavailable
  }),
  Rpc.make("Settings", { success: SettingsNow, stream: true }),
  /** The settings that are in it. */
  Rpc.make("SetSettings", { payload: { config: Config } })
) {}
