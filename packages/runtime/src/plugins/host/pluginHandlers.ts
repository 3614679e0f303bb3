/** A plugin's answers to the daemon: what the things that it registered say and do. */
import { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { ClientName } from "@opensessions/protocol/Ids"
import { Effect, Schema, Stream } from "effect"
import { type Watcher, WatcherFailed } from "../../agents/Watcher.ts"
import { type Multiplexer, MultiplexerFailed } from "../../multiplexer/Multiplexer.ts"
import { topologyData } from "../../multiplexer/TopologyData.ts"
import { NotifierFailed } from "../../notifications/Notifier.ts"
import { boundedEvent } from "../limitedWatcher.ts"
import { type MultiplexerAsk, PluginRpc } from "../process/PluginRpc.ts"
import { Brought } from "./Brought.ts"

const isEvent = Schema.is(AgentEvent)
const gone = "it is not registered any more"

const eventsOf = ({ events, name }: Watcher) =>
  Stream.mapEffect(events, (event: unknown) =>
    isEvent(event)
      ? Effect.succeed(boundedEvent(event))
      : Effect.fail(new WatcherFailed({ watcher: name, reason: "it said something that is no agent event" }))
  )

const asked = (multiplexer: Multiplexer, ask: MultiplexerAsk) => {
  switch (ask._tag) {
    case "SwitchTo":
      return multiplexer.switchTo(ask.client === null ? null : ClientName.make(ask.client), ask.sessionId)
    case "FocusPane":
      return multiplexer.focusPane(ask.paneId)
    case "NewSession":
      return multiplexer.newSession(ask.name, ask.directory)
    case "RenameSession":
      return multiplexer.renameSession(ask.sessionId, ask.name)
    case "KillSession":
      return multiplexer.killSession(ask.sessionId)
  }
}

export const pluginHandlers = PluginRpc.toLayer(
  Effect.gen(function* () {
    const { multiplexers, notifiers, watchers } = yield* Brought
    return PluginRpc.of({
      Stay: () => Effect.never,
      Events: ({ id }) => {
        const watcher = watchers.get(id)
        return watcher === undefined
          ? Stream.fail(new WatcherFailed({ watcher: String(id), reason: gone }))
          : eventsOf(watcher)
      },
      Notify: ({ id, notification }) => {
        const notifier = notifiers.get(id)
        return notifier === undefined
          ? Stream.fail(new NotifierFailed({ notifier: String(id), reason: gone }))
          : Stream.unwrap(Effect.as(notifier.notify(notification), Stream.concat(Stream.make(undefined), Stream.never)))
      },
      Topologies: ({ id }) => Stream.map(multiplexers.get(id)?.topology ?? Stream.empty, topologyData),
      Ask: ({ ask, id }) => {
        const multiplexer = multiplexers.get(id)
        return multiplexer === undefined
          ? Effect.fail(new MultiplexerFailed({ multiplexer: String(id), reason: gone }))
          : Effect.map(asked(multiplexer, ask), (made) => made ?? null)
      }
    })
  })
)
