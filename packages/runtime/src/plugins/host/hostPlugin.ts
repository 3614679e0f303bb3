/** Runs one plugin in a process of its own, for the daemon at the other end of two connections. */
import { Cause, Effect, Layer } from "effect"
import { RpcServer } from "effect/rpc"
import { Places } from "../../config/Places.ts"
import { FileEvents } from "../../files/FileEvents.ts"
import { FileTail } from "../../files/FileTail.ts"
import { ProcessTable } from "../../processes/ProcessTable.ts"
import { type Plugin, PluginFailed } from "../Plugin.ts"
import type { Start } from "../process/DaemonRpc.ts"
import { PluginRpc } from "../process/PluginRpc.ts"
import { Brought } from "./Brought.ts"
import { Daemon } from "./Daemon.ts"
import { pluginHandlers } from "./pluginHandlers.ts"
import { remoteServices } from "./remoteServices.ts"

/** More than fits anywhere. */
const longestReason = 1000

/** The first line of what a person can use of a failure. */
export const reasonOf = (error: unknown): string => {
  const text = error instanceof PluginFailed ? error.reason : error instanceof Error ? error.message : String(error)
  return (text.split("\n", 1)[0] ?? "").slice(0, longestReason)
}

const server = RpcServer.layer(PluginRpc, { disableTracing: true, disableFatalDefects: true }).pipe(
  Layer.provide(pluginHandlers)
)

const connected = server.pipe(Layer.provideMerge(Brought.layer), Layer.provideMerge(Daemon.layer))

const servicesAt = (places: Start["places"]) =>
  Layer.mergeAll(
    remoteServices,
    FileEvents.layer,
    FileTail.layer,
    ProcessTable.layer,
    Layer.succeed(Places, Places.of(places))
  )

/**
 * Loads it, and tells the daemon when it is ready or why it is not. Ends only where it failed, or where `breaks` did:
 * that fails with what ends a process.
 */
export const hostPlugin = (
  load: (start: Start) => Effect.Effect<Plugin, PluginFailed>,
  breaks: Effect.Effect<never, PluginFailed>
) =>
  Effect.gen(function* () {
    const daemon = yield* Daemon
    const run = Effect.gen(function* () {
      const start = yield* daemon.Begin()
      const plugin = yield* load(start)
      yield* Layer.build(Layer.provide(plugin, servicesAt(start.places)))
      yield* daemon.Started()
      return yield* Effect.never
    })
    yield* Effect.catchCause(Effect.raceFirst(run, breaks), (cause) =>
      daemon.Failed({ reason: reasonOf(Cause.squash(cause)) })
    )
  }).pipe(Effect.scoped, Effect.provide(connected))
