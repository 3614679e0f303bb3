/** Collects what the parts of the daemon know about their own health. */
import type { Diagnosis } from "@opensessions/protocol/api/Diagnosis"
import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
import { FileEvents } from "@opensessions/runtime/files/FileEvents"
import { Plugins } from "@opensessions/runtime/plugins/Plugins"
import { Tmux } from "@opensessions/runtime/tmux/Tmux"
import { Context, Effect, Layer } from "effect"

export class Diagnostics extends Context.Service<
  Diagnostics,
  {
    readonly current: Effect.Effect<Diagnosis>
  }
>()("@opensessions/server/daemon/Diagnostics") {
  static readonly layer = Layer.effect(
    Diagnostics,
    Effect.gen(function* () {
      const watchers = yield* AgentWatchers
      const files = yield* FileEvents
      const plugins = yield* Plugins
      const tmux = yield* Tmux
      return Diagnostics.of({
        current: Effect.gen(function* () {
          const health = yield* watchers.health
          const lines = yield* tmux.unknownLines
          return {
            watchers: health.map((watcher) => ({ ...watcher, unknown: Object.fromEntries(watcher.unknown) })),
            plugins: yield* plugins.health,
            polled: (yield* files.problems).map(({ directory, reason }) => ({ directory, reason })),
            unknownTmuxLines: Object.fromEntries(lines)
          }
        })
      })
    })
    // The one that the watchers use: a layer is built once.
  ).pipe(Layer.provide(FileEvents.layer))
}
