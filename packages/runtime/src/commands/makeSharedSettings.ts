/** Settings that every sidebar shares: in the state when the command is answered, and in `config.json`. */
import { type Command, CommandRefused } from "@opensessions/protocol/Command"
import { Effect } from "effect"
import type { Settings } from "../config/Settings.ts"
import { Fact } from "../store/Fact.ts"
import type { SessionStore } from "../store/SessionStore.ts"

type Asked<Tag extends Command["_tag"]> = Extract<Command, { _tag: Tag }>

export interface SharedSettingsOptions {
  readonly store: typeof SessionStore.Service
  readonly settings: typeof Settings.Service
}

/**
 * What sets them. The file comes first: its feed tells the store what was written before, and must not do so after a
 * later change of the same setting.
 */
export const makeSharedSettings = ({ store, settings }: SharedSettingsOptions) => ({
  /** A theme that somebody described in the file stays there, whatever is chosen. */
  theme: Effect.fnUntraced(function* ({ of, theme }: Asked<"SetTheme">) {
    const { [of]: present, customTheme } = yield* settings.current
    const own = theme === "custom" ? (typeof present === "object" ? present : customTheme) : undefined
    if (theme === "custom" && own === undefined)
      return yield* new CommandRefused({ reason: "There is no theme of your own in config.json." })
    if (own === undefined && typeof present === "object") yield* settings.set("customTheme", present)
    yield* settings.set(of, own ?? theme)
    if (of === "theme") yield* store.apply(Fact.ThemeChanged({ theme }))
  }),
  width: ({ columns }: Asked<"SetWidth">) =>
    Effect.andThen(settings.set("sidebarWidth", columns), store.apply(Fact.WidthChanged({ columns }))),
  filter: ({ filter }: Asked<"SetFilter">) =>
    Effect.andThen(settings.set("sessionFilter", filter), store.apply(Fact.FilterChanged({ filter }))),
  sort: ({ sort }: Asked<"SetSort">) =>
    Effect.andThen(settings.set("sort", sort), store.apply(Fact.SortChanged({ sort }))),
  fold: ({ folded, group }: Asked<"FoldGroup">) => Effect.asVoid(store.apply(Fact.GroupFolded({ group, folded }))),
  scope: ({ scope }: Asked<"SetScope">) => settings.set("agentPanelScope", scope),
  detailHeight: ({ rows }: Asked<"SetDetailHeight">) => settings.set("detailPanelHeight", rows)
})
