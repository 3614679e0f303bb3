/** What a plugin can ask for and what only the daemon has: the same services, over the connection to it. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Effect, Layer, Option, Stream } from "effect"
import { AgentPanes } from "../../agents/AgentPanes.ts"
import type { AgentPane } from "../../agents/AgentPane.ts"
import { AgentWatchers } from "../../agents/AgentWatchers.ts"
import { type Config, Settings } from "../../config/Settings.ts"
import { Multiplexers } from "../../multiplexer/Multiplexers.ts"
import { Notifiers } from "../../notifications/Notifiers.ts"
import { withChange } from "../process/paneChanges.ts"
import { Themes } from "../Themes.ts"
import { Brought } from "./Brought.ts"
import { Daemon } from "./Daemon.ts"

/** A daemon that is gone ends this process: nothing is to be said any more. */
const untilGone = <A, E extends { readonly _tag: string }>(asked: Effect.Effect<A, E>) =>
  Effect.catchTag(asked as Effect.Effect<A, E | GoneDaemon>, "RpcClientError", () => Effect.never) as Effect.Effect<
    A,
    Exclude<E, GoneDaemon>
  >

interface GoneDaemon {
  readonly _tag: "RpcClientError"
}

const first = <A>(stream: Stream.Stream<A>): Effect.Effect<A> =>
  Effect.flatMap(Stream.runHead(stream), Option.match({ onNone: () => Effect.never, onSome: Effect.succeed }))

const agentPanes = Layer.effect(
  AgentPanes,
  Effect.map(Daemon, (daemon) => {
    const changes = daemon.Panes().pipe(
      Stream.catchTag("RpcClientError", () => Stream.never),
      Stream.mapAccum(
        (): ReadonlyMap<PaneId, AgentPane> => new Map(),
        (before, change) => {
          const now = withChange(before, change)
          return [now, [now]]
        }
      )
    )
    return AgentPanes.of({
      changes,
      current: first(changes),
      beginnings: Stream.catchTag(daemon.Beginnings(), "RpcClientError", () => Stream.never),
      look: (paneId) => untilGone(daemon.Look({ paneId }))
    })
  })
)

const settings = Layer.effect(
  Settings,
  Effect.map(Daemon, (daemon) => {
    const all = Stream.catchTag(daemon.Settings(), "RpcClientError", () => Stream.never)
    const changes = Stream.map(all, ({ config }) => config)
    return Settings.of({
      changes,
      current: first(changes),
      problem: Effect.map(first(all), ({ problem }) => problem),
      set: (key, value) => untilGone(daemon.SetSettings({ config: { [key]: value } satisfies Config }))
    })
  })
)

/** What all watchers say is the daemon's to hear, and how they are is its own. */
const agentWatchers = Layer.effect(
  AgentWatchers,
  Effect.gen(function* () {
    const brought = yield* Brought
    const daemon = yield* Daemon
    return AgentWatchers.of({
      register: brought.addWatcher,
      events: Stream.never,
      countUnknown: (watcher, type) => untilGone(daemon.CountUnknown({ watcher, type })),
      health: Effect.succeed([]),
      healthChanges: Stream.never
    })
  })
)

/** In the registries of this process, and in the daemon's. */
const notifiers = Layer.effect(
  Notifiers,
  Effect.gen(function* () {
    const own = yield* Notifiers
    const { addNotifier } = yield* Brought
    return Notifiers.of({
      ...own,
      register: (notifier) => Effect.andThen(own.register(notifier), addNotifier(notifier))
    })
  })
).pipe(Layer.provide(Notifiers.layer))

const multiplexers = Layer.effect(
  Multiplexers,
  Effect.gen(function* () {
    const own = yield* Multiplexers
    const { addMultiplexer } = yield* Brought
    return Multiplexers.of({
      ...own,
      register: (multiplexer) => Effect.andThen(own.register(multiplexer), addMultiplexer(multiplexer))
    })
  })
).pipe(Layer.provide(Multiplexers.layer))

const themes = Layer.effect(
  Themes,
  Effect.gen(function* () {
    const own = yield* Themes
    const { register } = yield* Brought
    return Themes.of({
      ...own,
      register: (name, theme) => Effect.andThen(own.register(name, theme), register({ _tag: "Theme", name, theme }))
    })
  })
).pipe(Layer.provide(Themes.layer))

export const remoteServices = Layer.mergeAll(agentPanes, settings, agentWatchers, notifiers, multiplexers, themes)
