/** What the user's settings say about the view, live. */
import type { InlineTheme, ThemeChoice } from "@opensessions/protocol/ThemeChoice"
import { type Config, Settings } from "@opensessions/runtime/config/Settings"
import { Themes } from "@opensessions/runtime/plugins/Themes"
import { ViewOptionsSource } from "@opensessions/sidebar/host/ViewOptionsSource"
import { keymapOf } from "@opensessions/sidebar/keymap"
import { defaultOptions, type ViewOptions } from "@opensessions/sidebar/model"
import { themeOfChoice } from "@opensessions/sidebar/themes/themeOfChoice"
import { Effect, Layer, Stream } from "effect"
import { homedir } from "node:os"

/** The view's part of a configuration. */
export const viewOptionsOf = (config: Config, home: string): ViewOptions => ({
  density: config.density ?? defaultOptions.density,
  spinner: config.spinner === undefined ? defaultOptions.spinner : config.spinner === "on",
  detailLines: config.detailPanelHeight ?? defaultOptions.detailLines,
  scope: config.agentPanelScope ?? defaultOptions.scope,
  themes: {
    own: typeof config.theme === "object" ? themeOfChoice(config.theme) : null,
    dark: config.darkTheme === undefined ? null : themeOfChoice(config.darkTheme),
    light: config.lightTheme === undefined ? null : themeOfChoice(config.lightTheme)
  },
  home,
  keymap: keymapOf(config.keys ?? {})
})

/** A theme that a plugin brings is to the view one that is described in place. */
export const withPluginThemes = (config: Config, themes: ReadonlyMap<string, InlineTheme>): Config => {
  const described = (key: "theme" | "darkTheme" | "lightTheme"): { readonly [name in typeof key]?: ThemeChoice } => {
    const choice = config[key]
    const inline = typeof choice === "string" ? themes.get(choice) : undefined
    return inline === undefined ? {} : { [key]: inline }
  }
  return { ...config, ...described("theme"), ...described("darkTheme"), ...described("lightTheme") }
}

/** For the sidebars in the daemon, and for one in a terminal of its own. */
export const viewOptions = Layer.effect(
  ViewOptionsSource,
  Effect.gen(function* () {
    const { changes } = yield* Settings
    const themes = yield* Themes
    return {
      options: Stream.zipLatest(changes, themes.changes).pipe(
        Stream.map(([config, known]) => viewOptionsOf(withPluginThemes(config, known), homedir())),
        Stream.changes
      )
    }
  })
)
