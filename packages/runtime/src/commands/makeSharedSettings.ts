/** Settings that every sidebar shares: in the state when the command is answered, and in `config.json`. */
import type { Command } from "@opensessions/protocol/Command"
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
  theme: ({ theme }: Asked<"SetTheme">) =>
    Effect.andThen(settings.set("theme", theme), store.apply(Fact.ThemeChanged({ theme }))),
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
