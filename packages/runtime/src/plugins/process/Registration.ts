/** What a plugin brings, as its process tells it to the daemon. */
import { InlineTheme } from "@opensessions/protocol/ThemeChoice"
import { Schema } from "effect"

/** What is called something is called in one line. */
export const PluginWord = Schema.NonEmptyString.check(Schema.isMaxLength(200))

/** `id` is the plugin's own number for it; the daemon asks by it. */
const asked = { id: Schema.Int, name: PluginWord }

export const Registration = Schema.TaggedUnion({
  Watcher: asked,
  Notifier: asked,
  Multiplexer: asked,
  Theme: { name: PluginWord, theme: InlineTheme }
})
export type Registration = typeof Registration.Type
