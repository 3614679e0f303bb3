/** Tells the store what `config.json` says, at start and live. A setting that the file does not name is left alone. */
import { Effect, Layer, Stream } from "effect"
import { type Config, Settings } from "../config/Settings.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"

/** The facts in a configuration. */
export const factsOfConfig = (config: Config): ReadonlyArray<Fact> => [
  ...(typeof config.theme === "string" ? [Fact.ThemeChanged({ theme: config.theme })] : []),
  ...(config.sidebarWidth === undefined ? [] : [Fact.WidthChanged({ columns: config.sidebarWidth })]),
  ...(config.sessionFilter === undefined ? [] : [Fact.FilterChanged({ filter: config.sessionFilter })])
]

/** What the file said at the start is in the store when this layer is built, so that the first sidebar has its width. */
export const settingsFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const settings = yield* Settings
    const facts = (config: Config) =>
      Effect.map(settings.problem, (text) => [...factsOfConfig(config), Fact.NoticeChanged({ key: "config", text })])
    yield* store.apply(...(yield* facts(yield* settings.current)))
    yield* settings.changes.pipe(
      Stream.runForEach((config) => Effect.flatMap(facts(config), (news) => store.submit(...news))),
      Effect.forkScoped
    )
  })
)
