/** Imports plugins. The first one brings what they may import of ours; without plugins nothing of it is loaded. */
import { Context, Effect, Layer, Scope } from "effect"
import { createRequire } from "node:module"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { Places } from "../config/Places.ts"
import { installImportHooks } from "./importHooks.ts"
import { type Plugin, PluginFailed } from "./Plugin.ts"
import type { PluginSource } from "./pluginSources.ts"

/** The first line of what a person can use of a failure. */
const reasonOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split("\n", 1)[0] ?? ""

/** What a Layer asks for shows when it is built. */
const isPlugin = (exported: unknown): exported is Plugin => Layer.isLayer(exported)

export class PluginLoader extends Context.Service<
  PluginLoader,
  {
    /** Reads the module anew and gives its Layer. */
    load(source: PluginSource): Effect.Effect<Plugin, PluginFailed>
  }
>()("@opensessions/runtime/plugins/PluginLoader") {
  static readonly layer = Layer.effect(
    PluginLoader,
    Effect.gen(function* () {
      const { configDirectory, installation } = yield* Places
      let version = 0
      const hooks = yield* Effect.cached(
        Effect.acquireRelease(
          Effect.promise(async () => {
            const { offeredModules } = await import("./offeredModules.ts")
            return offeredModules === null ? null : installImportHooks(offeredModules, installation)
          }),
          (uninstall) => Effect.sync(() => uninstall?.())
        ).pipe(Effect.provideService(Scope.Scope, yield* Effect.scope))
      )

      /** A package is found as from a file of the configuration. */
      const urlOf = ({ file, specifier }: PluginSource): string =>
        file === null
          ? pathToFileURL(createRequire(join(configDirectory, "config.json")).resolve(specifier)).href
          : specifier

      return PluginLoader.of({
        load: Effect.fn("PluginLoader.load")(function* (source: PluginSource) {
          const { name: plugin, refused } = source
          if (refused !== null) return yield* new PluginFailed({ plugin, reason: refused })
          if ((yield* hooks) === null) {
            yield* Effect.logInfo("the first plugin is there: another daemon follows that plugins can import from")
            process.kill(process.pid, "SIGUSR2")
            return yield* Effect.never
          }
          version += 1
          const module = yield* Effect.tryPromise({
            try: (): Promise<{ readonly default?: unknown }> => import(`${urlOf(source)}?plugin=${version}`),
            catch: (cause) => new PluginFailed({ plugin, reason: reasonOf(cause) })
          })
          const exported: unknown = module.default
          if (isPlugin(exported)) return exported
          return yield* new PluginFailed({ plugin, reason: "its default export is not a Layer" })
        })
      })
    })
  )
}
