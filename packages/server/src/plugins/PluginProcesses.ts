/** Runs each plugin in a process of its own: what it does to its process it does to nobody else. */
import { PluginFailed, type PluginServices } from "@opensessions/runtime/plugins/Plugin"
import { allowance } from "@opensessions/runtime/plugins/allowance"
import { type PluginNews, PluginRunner } from "@opensessions/runtime/plugins/PluginRunner"
import type { PluginSource } from "@opensessions/runtime/plugins/pluginSources"
import { daemonHandlers } from "@opensessions/runtime/plugins/process/daemonHandlers"
import { DaemonRpc } from "@opensessions/runtime/plugins/process/DaemonRpc"
import type { PluginLink } from "@opensessions/runtime/plugins/process/PluginLink"
import { PluginRpc } from "@opensessions/runtime/plugins/process/PluginRpc"
import { Deferred, Effect, Layer } from "effect"
import { RpcClient, RpcServer } from "effect/rpc"
import { howItEnded } from "./howItEnded.ts"
import { logOutput } from "./logOutput.ts"
import { clientProtocol, longest, serverProtocol, socketOf, withinBounds } from "./pluginSocket.ts"
import { startProcess } from "./startProcess.ts"

/** So long a plugin may take until it has registered what it brings. */
export const startLimit = "10 seconds"

/** One that never gives control back answers nothing; on two cores with sixteen busy processes others took five seconds. */
const patience = { pingInterval: "2 seconds", pingTimeout: "10 seconds" } as const

/** Bytes that come over each connection: a reader of 200 kB/s takes one core some hundredths of its time. */
export const messageBounds = { burst: 2_000_000, perSecond: 200_000 } as const

/** A process that has just ended is told of a moment later than its connections. */
const lastWord = "1 second"

const run = Effect.fnUntraced(function* ({ name, refused, specifier }: PluginSource, news: PluginNews) {
  const failure = (reason: string) => new PluginFailed({ plugin: name, reason })
  if (refused !== null) return yield* failure(refused)

  const over = yield* Deferred.make<never, PluginFailed>()
  const started = yield* Deferred.make<void>()
  const fail = (reason: string) => Effect.asVoid(Deferred.fail(over, failure(reason)))
  const floods = new Set<string>()
  const tellFlood = (what: string, flood: boolean) => {
    const before = floods.size > 0
    if (flood) floods.add(what)
    else floods.delete(what)
    if (floods.size > 0 !== before) news.throttled(!before)
  }
  const bounded = (what: string) => allowance(messageBounds, (flood) => tellFlood(what, flood))

  const { connections, ended, output } = yield* startProcess
  const asked = withinBounds(yield* socketOf(connections[0]), yield* bounded("questions"))
  const asks = withinBounds(yield* socketOf(connections[1]), yield* bounded("answers"))
  yield* logOutput(name, output, (flood) => tellFlood("output", flood))

  const silent = fail(`it gave no sign of life for ${patience.pingTimeout}`)
  const client = yield* Layer.build(clientProtocol(asks, longest.ofPlugin, { ...patience, onPingTimeout: silent }))
  const link: PluginLink = {
    name,
    specifier,
    asks: yield* Effect.provideContext(RpcClient.make(PluginRpc, { disableTracing: true }), client),
    started: Effect.asVoid(Deferred.succeed(started, undefined)),
    failed: fail,
    lost: Effect.andThen(Effect.delay(fail("what it says can't be understood"), lastWord), Effect.never),
    tellFlood
  }
  yield* Layer.build(
    RpcServer.layer(DaemonRpc, { disableTracing: true, disableFatalDefects: true }).pipe(
      Layer.provide([daemonHandlers(link), serverProtocol(asked, longest.ofPlugin, link.lost)])
    )
  )

  yield* Effect.forkScoped(Effect.andThen(Effect.exit(link.asks.Stay()), link.lost))
  const late = fail(`it has not started within ${startLimit}`)
  yield* Effect.forkScoped(
    Effect.timeoutOrElse(Effect.andThen(Deferred.await(started), news.started), {
      duration: startLimit,
      orElse: () => late
    })
  )
  yield* Effect.forkScoped(Effect.flatMap(ended, (status) => fail(howItEnded(status))))
  return yield* Deferred.await(over)
}, Effect.scoped)

export const PluginProcesses = Layer.effect(
  PluginRunner,
  Effect.map(Effect.context<PluginServices>(), (services) =>
    PluginRunner.of({ run: (source, news) => Effect.provideContext(run(source, news), services) })
  )
)
