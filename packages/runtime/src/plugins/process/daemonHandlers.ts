/** The daemon's answers to a plugin's process. What is registered goes with the request that registered it. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Effect, Stream } from "effect"
import { AgentPanes } from "../../agents/AgentPanes.ts"
import type { AgentPane } from "../../agents/AgentPane.ts"
import { AgentWatchers } from "../../agents/AgentWatchers.ts"
import { Places } from "../../config/Places.ts"
import { type Config, Settings } from "../../config/Settings.ts"
import { Multiplexers } from "../../multiplexer/Multiplexers.ts"
import { Notifiers } from "../../notifications/Notifiers.ts"
import { allowance } from "../allowance.ts"
import { Themes } from "../Themes.ts"
import { DaemonRpc, NotRegistered } from "./DaemonRpc.ts"
import { paneChange } from "./paneChanges.ts"
import type { PluginLink } from "./PluginLink.ts"
import type { Registration } from "./Registration.ts"
import { multiplexerOf, notifierOf, watcherOf } from "./standIns.ts"

/** More than any plugin brings. */
export const mostRegistrations = 50

/** What costs the daemon or the disk more than its few bytes: looks at screens, registrations, settings. */
const bounds = {
  looks: { burst: 100, perSecond: 50 },
  registrations: { burst: 100, perSecond: 5 },
  settings: { burst: 10, perSecond: 1 }
} as const

export const daemonHandlers = (link: PluginLink) =>
  DaemonRpc.toLayer(
    Effect.gen(function* () {
      const panes = yield* AgentPanes
      const watchers = yield* AgentWatchers
      const multiplexers = yield* Multiplexers
      const notifiers = yield* Notifiers
      const places = yield* Places
      const settings = yield* Settings
      const themes = yield* Themes
      const watching = new Set<string>()
      let standing = 0
      const within = (what: keyof typeof bounds) => allowance(bounds[what], (flood) => link.tellFlood(what, flood))
      const takeLook = yield* within("looks")
      const takeRegistration = yield* within("registrations")
      const takeSetting = yield* within("settings")

      const place = Effect.acquireRelease(
        Effect.suspend(() =>
          standing < mostRegistrations
            ? Effect.sync(() => void (standing += 1))
            : Effect.fail(new NotRegistered({ reason: `it registers more than ${mostRegistrations} things` }))
        ),
        () => Effect.sync(() => void (standing -= 1))
      )

      const registerWatcher = Effect.fnUntraced(function* (one: { readonly id: number; readonly name: string }) {
        const watcher = watcherOf(link, one)
        if (watching.has(watcher.name)) return yield* new NotRegistered({ reason: `it has two watchers "${one.name}"` })
        yield* Effect.acquireRelease(
          Effect.sync(() => watching.add(watcher.name)),
          () => Effect.sync(() => watching.delete(watcher.name))
        )
        yield* watchers.register(watcher)
      })

      const register = (registration: Registration) => {
        switch (registration._tag) {
          case "Watcher":
            return registerWatcher(registration)
          case "Notifier":
            return notifiers.register(notifierOf(link, registration))
          case "Multiplexer":
            return multiplexers.register(multiplexerOf(link, registration))
          case "Theme":
            return themes.register(registration.name, registration.theme)
        }
      }

      const setSettings = (config: Config) =>
        Effect.forEach(Object.keys(config) as Array<keyof Config>, (key) => settings.set(key, config[key]!), {
          discard: true
        })

      return DaemonRpc.of({
        Begin: () => Effect.succeed({ specifier: link.specifier, places }),
        Started: () => link.started,
        Failed: ({ reason }) => link.failed(reason),
        Register: ({ registration }) =>
          Stream.unwrap(
            takeRegistration(1).pipe(
              Effect.andThen(place),
              Effect.andThen(register(registration)),
              Effect.as(Stream.concat(Stream.make(undefined), Stream.never))
            )
          ),
        CountUnknown: ({ type, watcher }) => {
          const name = `${link.name}: ${watcher}`
          return watching.has(name) ? watchers.countUnknown(name, type) : Effect.void
        },
        Panes: () =>
          panes.changes.pipe(
            Stream.mapAccum(
              (): ReadonlyMap<PaneId, AgentPane> => new Map(),
              (before, now) => [now, [paneChange(before, now)]]
            )
          ),
        Beginnings: () => panes.beginnings,
        Look: ({ paneId }) => Effect.andThen(takeLook(1), panes.look(paneId)),
        Settings: () =>
          Stream.mapEffect(settings.changes, (config) =>
            Effect.map(settings.problem, (problem) => ({ config, problem }))
          ),
        SetSettings: ({ config }) => Effect.andThen(takeSetting(1), setSettings(config))
      })
    })
  )
