/** What stands in the daemon's registries for what a plugin has in a process of its own. */
import type { SessionId } from "@opensessions/protocol/Ids"
import { Cause, Deferred, Effect, Stream } from "effect"
import type { RpcClientError } from "effect/rpc"
import { type Watcher, WatcherFailed } from "../../agents/Watcher.ts"
import { type Multiplexer, MultiplexerFailed } from "../../multiplexer/Multiplexer.ts"
import { topologyOf } from "../../multiplexer/TopologyData.ts"
import { type Notifier, NotifierFailed } from "../../notifications/Notifier.ts"
import { allowance } from "../allowance.ts"
import { limitedWatcher } from "../limitedWatcher.ts"
import type { PluginLink } from "./PluginLink.ts"
import type { MultiplexerAsk } from "./PluginRpc.ts"

/** Each topology is a new state for all readers. */
const topologyBounds = { burst: 50, perSecond: 10 } as const

/** The longest that anybody waits for a plugin. */
export const patience = "10 seconds"

interface Named {
  readonly id: number
  readonly name: string
}

const isLost = (error: { readonly _tag: string }): error is RpcClientError.RpcClientError =>
  error._tag === "RpcClientError"

const unlessLost = <A, E extends { readonly _tag: string }>(link: PluginLink, asked: Effect.Effect<A, E>) =>
  Effect.catchIf(asked, isLost, () => link.lost) as Effect.Effect<A, Exclude<E, RpcClientError.RpcClientError>>

const streamUnlessLost = <A, E extends { readonly _tag: string }>(link: PluginLink, asked: Stream.Stream<A, E>) =>
  Stream.catchIf(asked, isLost, () => Stream.fromEffect(link.lost)) as Stream.Stream<
    A,
    Exclude<E, RpcClientError.RpcClientError>
  >

/** Within bounds, and known as this plugin's. */
export const watcherOf = (link: PluginLink, { id, name }: Named): Watcher => {
  const full = `${link.name}: ${name}`
  const events = streamUnlessLost(link, link.asks.Events({ id })).pipe(
    Stream.mapError(({ reason }) => new WatcherFailed({ watcher: full, reason }))
  )
  return limitedWatcher({ name, events }, full, (flood) => link.tellFlood(`watcher ${id}`, flood))
}

export const notifierOf = (link: PluginLink, { id, name }: Named): Notifier => {
  const failed = (reason: string) => new NotifierFailed({ notifier: name, reason })
  return {
    name,
    notify: Effect.fnUntraced(function* (notification) {
      const told = yield* Deferred.make<void, NotifierFailed>()
      yield* streamUnlessLost(link, link.asks.Notify({ id, notification })).pipe(
        Stream.runForEach(() => Deferred.succeed(told, undefined)),
        Effect.andThen(Deferred.fail(told, failed("it has ended"))),
        Effect.catchCause((cause) => Deferred.failCause(told, cause)),
        Effect.forkScoped
      )
      yield* Effect.timeoutOrElse(Deferred.await(told), {
        duration: patience,
        orElse: () => Effect.fail(failed("it does not answer"))
      })
    })
  }
}

export const multiplexerOf = (link: PluginLink, { id, name }: Named): Multiplexer => {
  const ask = (one: MultiplexerAsk) =>
    unlessLost(link, link.asks.Ask({ id, ask: one })).pipe(
      Effect.timeoutOrElse({
        duration: patience,
        orElse: () => Effect.fail(new MultiplexerFailed({ multiplexer: name, reason: "it does not answer" }))
      })
    )
  const done = (one: MultiplexerAsk) => Effect.asVoid(ask(one))
  return {
    name,
    topology: Stream.unwrap(
      Effect.map(
        allowance(topologyBounds, (flood) => link.tellFlood(`multiplexer ${id}`, flood)),
        (take) => Stream.tap(streamUnlessLost(link, link.asks.Topologies({ id })), () => take(1))
      )
    ).pipe(
      Stream.map(topologyOf),
      // Without it nothing of it is true any more, and only its plugin can begin anew.
      Stream.tapCause((cause) =>
        Cause.hasInterruptsOnly(cause) ? Effect.void : link.failed(`multiplexer ${name}: ${Cause.pretty(cause)}`)
      )
    ),
    switchTo: (client, sessionId) => done({ _tag: "SwitchTo", client, sessionId }),
    focusPane: (paneId) => done({ _tag: "FocusPane", paneId }),
    newSession: (session, directory) =>
      Effect.filterOrFail(
        ask({ _tag: "NewSession", name: session, directory }),
        (made): made is SessionId => made !== null,
        () => new MultiplexerFailed({ multiplexer: name, reason: "it made no session" })
      ),
    renameSession: (sessionId, session) => done({ _tag: "RenameSession", sessionId, name: session }),
    killSession: (sessionId) => done({ _tag: "KillSession", sessionId })
  }
}
