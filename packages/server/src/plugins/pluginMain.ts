/**
 * The program of a plugin's process, which the daemon starts through `libexec/plugin.sh`: one plugin, for as long as the
 * daemon is there. On 3 it asks the daemon, on 4 it is asked.
 */
import { PluginFailed } from "@opensessions/runtime/plugins/Plugin"
import { hostPlugin, reasonOf } from "@opensessions/runtime/plugins/host/hostPlugin"
import { loadPlugin } from "@opensessions/runtime/plugins/host/loadPlugin"
import { Deferred, Effect, Fiber, Layer, Logger } from "effect"
import { flushCompileCache } from "node:module"
import { Socket } from "node:net"
import { clientProtocol, longest, serverProtocol, socketOf } from "./pluginSocket.ts"
import { farewellMillis } from "./startProcess.ts"

/** Resident, with what is not on the heap. */
const mostMegabytes = 300

const lookEach = "2 seconds"

const connection = (fd: number) => socketOf(new Socket({ fd, readable: true, writable: true }))

/** Fails with the first thing that ends a process: what nobody caught, and memory that is never given back. */
const breaks = Effect.gen(function* () {
  const broken = yield* Deferred.make<never, PluginFailed>()
  const fail = (reason: string) => Deferred.fail(broken, new PluginFailed({ plugin: "", reason }))
  const run = Effect.runForkWith(yield* Effect.context())
  process.on("uncaughtException", (error) => run(fail(reasonOf(error))))
  const look = Effect.suspend(() =>
    process.memoryUsage.rss() > mostMegabytes * 1_000_000
      ? fail(`it uses more than ${mostMegabytes} MB of memory`)
      : Effect.void
  )
  yield* Effect.forkScoped(Effect.forever(Effect.delay(look, lookEach)))
  return yield* Deferred.await(broken)
}).pipe(Effect.scoped)

const main = Effect.gen(function* () {
  const gone = yield* Deferred.make<void>()
  // The daemon may be busy: that it ended is told by the end of the connection.
  const trusting = { pingInterval: "1 day", pingTimeout: "1 day", onPingTimeout: Effect.void } as const
  const daemon = Layer.mergeAll(
    clientProtocol(yield* connection(3), longest.ofDaemon, trusting),
    serverProtocol(yield* connection(4), longest.ofDaemon, Effect.asVoid(Deferred.succeed(gone, undefined)))
  )
  const plugin = hostPlugin(
    // One that is killed would never write its compiled code for the next start.
    ({ places, specifier }) => Effect.tap(loadPlugin(specifier, places), () => Effect.sync(flushCompileCache)),
    breaks
  )
  const running = yield* Effect.forkChild(Effect.provide(plugin, daemon))
  yield* Effect.raceFirst(Fiber.await(running), Deferred.await(gone))
  yield* Effect.timeoutOption(Fiber.interrupt(running), farewellMillis / 2)
  process.exit()
}).pipe(Effect.provide(Logger.layer([Logger.withConsoleError(Logger.formatLogFmt)])))

Effect.runFork(main)
