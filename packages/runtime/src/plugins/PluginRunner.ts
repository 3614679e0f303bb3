/** Runs one plugin away from the daemon's own work. */
import { Context, type Effect } from "effect"
import type { PluginFailed } from "./Plugin.ts"
import type { PluginSource } from "./pluginSources.ts"

/** What is told of a plugin while it runs. */
export interface PluginNews {
  /** It has registered what it brings. */
  readonly started: Effect.Effect<unknown>
  /** It begins or stops to say more than anybody can read. */
  readonly throttled: (throttled: boolean) => void
}

export class PluginRunner extends Context.Service<
  PluginRunner,
  {
    /** Until it fails; whatever it registered is gone then. */
    run(source: PluginSource, news: PluginNews): Effect.Effect<never, PluginFailed>
  }
>()("@opensessions/runtime/plugins/PluginRunner") {}
