/** Imports the plugin of this process. */
import { Effect, Layer } from "effect"
import { createRequire } from "node:module"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { type Plugin, PluginFailed } from "../Plugin.ts"
import { reasonOf } from "./hostPlugin.ts"
import { installImportHooks } from "./importHooks.ts"
import { offeredModules } from "./offeredModules.ts"

/** What a Layer asks for shows when it is built. */
const isPlugin = (exported: unknown): exported is Plugin => Layer.isLayer(exported)

/** A package is found as from a file of the configuration. */
const urlOf = (specifier: string, configDirectory: string): string =>
  specifier.startsWith("file:")
    ? specifier
    : pathToFileURL(createRequire(join(configDirectory, "config.json")).resolve(specifier)).href

export const loadPlugin = Effect.fnUntraced(function* (
  specifier: string,
  places: { readonly configDirectory: string; readonly installation: string }
) {
  installImportHooks(offeredModules, places.installation)
  const module = yield* Effect.tryPromise({
    try: (): Promise<{ readonly default?: unknown }> => import(urlOf(specifier, places.configDirectory)),
    catch: (cause) => new PluginFailed({ plugin: specifier, reason: reasonOf(cause) })
  })
  if (isPlugin(module.default)) return module.default
  return yield* new PluginFailed({ plugin: specifier, reason: "its default export is not a Layer" })
})
