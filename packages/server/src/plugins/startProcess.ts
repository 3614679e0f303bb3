/** Starts a plugin's process, and ends it with the scope. */
import { Places } from "@opensessions/runtime/config/Places"
import { Deferred, Effect } from "effect"
import { spawn } from "node:child_process"
import { join } from "node:path"
import type { Duplex, Readable, Writable } from "node:stream"
import { heapMegabytes } from "./howItEnded.ts"

/** How long a plugin has to give back what it holds, in milliseconds. */
export const farewellMillis = 1000

const flags = [
  "--disable-warning=ExperimentalWarning",
  `--max-old-space-size=${heapMegabytes}`,
  "--max-semi-space-size=2",
  "--single-threaded-gc"
]

export interface PluginProcess {
  /** What the plugin's process asks, and what it is asked. */
  readonly connections: readonly [Duplex, Duplex]
  readonly output: Readable
  /** The status with which it ended. */
  readonly ended: Effect.Effect<number | null>
}

/** The plugin's program beside the daemon's, in the bundle and in the source. */
const program = import.meta.filename.endsWith(".ts")
  ? join(import.meta.dirname, "pluginMain.ts")
  : join(import.meta.dirname, "plugin.mjs")

export const startProcess = Effect.gen(function* () {
  const { installation } = yield* Places
  const ended = yield* Deferred.make<number | null>()
  const child = yield* Effect.acquireRelease(
    Effect.sync(() => {
      const guard = join(installation, "libexec/plugin.sh")
      const started = spawn("sh", [guard, process.execPath, ...flags, program], {
        cwd: "/",
        stdio: ["pipe", "ignore", "pipe", "pipe", "pipe"]
      })
      const tell = (status: number | null) => Deferred.doneUnsafe(ended, Effect.succeed(status))
      started.on("exit", tell).on("error", () => tell(127))
      // One that is gone reads nothing more.
      for (const pipe of started.stdio) pipe?.on("error", () => undefined)
      const [lifeline, , output, questions, answers] = started.stdio
      return {
        lifeline: lifeline as Writable,
        output: output as Readable,
        connections: [questions as Duplex, answers as Duplex] as const
      }
    }),
    ({ connections, lifeline, output }) =>
      Effect.gen(function* () {
        for (const connection of connections) connection.destroy()
        yield* Effect.timeoutOption(Deferred.await(ended), farewellMillis)
        lifeline.destroy()
        yield* Effect.timeoutOption(Deferred.await(ended), farewellMillis)
        output.destroy()
      })
  )
  const { connections, output } = child
  return { connections, output, ended: Deferred.await(ended) } satisfies PluginProcess
})
