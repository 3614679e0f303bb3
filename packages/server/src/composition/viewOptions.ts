/** What the user's settings say about the view, live. */
import { type Config, Settings } from "@opensessions/runtime/config/Settings"
import { ViewOptionsSource } from "@opensessions/sidebar/host/ViewOptionsSource"
import { keymapOf } from "@opensessions/sidebar/keymap"
import { defaultOptions, type ViewOptions } from "@opensessions/sidebar/model"
import { Effect, Layer, Stream } from "effect"
import { homedir } from "node:os"

/** The view's part of a configuration. */
export const viewOptionsOf = (config: Config, home: string): ViewOptions => ({
  density: config.density ?? defaultOptions.density,
  spinner: config.spinner === undefined ? defaultOptions.spinner : config.spinner === "on",
  detailLines: config.detailPanelHeight ?? defaultOptions.detailLines,
  scope: config.agentPanelScope ?? defaultOptions.scope,
  themes: {
    own: typeof config.theme === "object" ? config.theme : null,
    dark: config.darkTheme ?? null,
    light: config.lightTheme ?? null,
    custom: config.customTheme ?? null,
    byTerminal: [config.theme, config.darkTheme, config.lightTheme].every((choice) => choice === undefined)
  },
  home,
  keymap: keymapOf(config.keys ?? {})
})

/** For the sidebars in the daemon, and for one in a terminal of its own. */
export const viewOptions = Layer.effect(
  ViewOptionsSource,
  Effect.gen(function* () {
    const { changes } = yield* Settings
    return { options: Stream.map(changes, (config) => viewOptionsOf(config, homedir())) }
  })
)
