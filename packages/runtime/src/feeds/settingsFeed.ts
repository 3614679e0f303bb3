/** Tells the store what `config.json` says, at start and live. */
import type { ThemeChoice } from "@opensessions/protocol/ThemeChoice"
import { Effect, Layer, Stream } from "effect"
import { type Config, Settings } from "../config/Settings.ts"
import { Fact } from "../store/Fact.ts"
import { defaultSettings } from "../store/Model.ts"
import { SessionStore } from "../store/SessionStore.ts"

/** A theme that is described in place has no name of its own. */
const nameOf = (theme: ThemeChoice): string => (typeof theme === "string" ? theme : "custom")

/**
 * The facts in a configuration. A setting that it does not name is left alone, unless `before` named it: a line that
 * somebody took out means the default again.
 */
export const factsOfConfig = (config: Config, before: Config | null): ReadonlyArray<Fact> => {
  const was = <A>(key: keyof Config, value: A): A | undefined => (before?.[key] === undefined ? undefined : value)
  const theme = config.theme === undefined ? was("theme", defaultSettings.theme) : nameOf(config.theme)
  const columns = config.sidebarWidth ?? was("sidebarWidth", defaultSettings.width)
  const filter = config.sessionFilter ?? was("sessionFilter", defaultSettings.filter)
  const sort = config.sort ?? was("sort", defaultSettings.sort)
  return [
    ...(theme === undefined ? [] : [Fact.ThemeChanged({ theme })]),
    ...(columns === undefined ? [] : [Fact.WidthChanged({ columns })]),
    ...(filter === undefined ? [] : [Fact.FilterChanged({ filter })]),
    ...(sort === undefined ? [] : [Fact.SortChanged({ sort })])
  ]
}

export const settingsFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const settings = yield* Settings
    const first = yield* settings.current
    const tell = Effect.fnUntraced(function* (before: Config | null, config: Config) {
      const notice = Fact.NoticeChanged({ key: "config", text: yield* settings.problem })
      yield* store.apply(...factsOfConfig(config, before), notice)
      return config
    })
    yield* tell(null, first)
    yield* settings.changes.pipe(
      Stream.runFoldEffect(() => first, tell),
      Effect.forkScoped
    )
  })
)
