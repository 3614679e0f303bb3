/** Tells in the sidebars which theme of the configuration there is not. */
import type { ThemeChoice } from "@opensessions/protocol/ThemeChoice"
import { cleanText } from "@opensessions/protocol/cleanText"
import { type Config, Settings } from "@opensessions/runtime/config/Settings"
import { Themes } from "@opensessions/runtime/plugins/Themes"
import { Fact } from "@opensessions/runtime/store/Fact"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { themeNames } from "@opensessions/sidebar/themes/themeNamed"
import { Effect, Layer, Stream } from "effect"

/** A plugin that brings it may still be loading. */
const patience = "2 seconds"

const nameIn = (choice: ThemeChoice | undefined): string | undefined =>
  typeof choice === "object" ? choice.extends : choice

/** The first theme that is named and not there, as a sentence; null where all are. */
export const themeProblem = (config: Config, ofPlugins: ReadonlySet<string>): string | null => {
  for (const key of ["theme", "darkTheme", "lightTheme"] as const) {
    const name = nameIn(config[key])
    const inline = typeof config[key] === "object"
    if (name === undefined || themeNames.includes(name) || (!inline && ofPlugins.has(name))) continue
    return `${key}: there is no theme "${cleanText(name, 50)}"; see: opensessions theme`
  }
  return null
}

export const themeProblems = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const settings = yield* Settings
    const themes = yield* Themes
    yield* Stream.zipLatest(settings.changes, themes.changes).pipe(
      Stream.map(([config, known]) => themeProblem(config, new Set(known.keys()))),
      Stream.changes,
      Stream.debounce(patience),
      Stream.runForEach((text) => store.submit(Fact.NoticeChanged({ key: "theme", text }))),
      Effect.forkScoped
    )
  })
)
