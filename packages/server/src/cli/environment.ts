/**
 * What effect/cli asks for and our commands do not use: flags that name files, prompts, wizards. The real ones
 * (`NodeServices`) load readline, crypto and child_process, 15 ms that nobody should wait for.
 */
import { Effect, FileSystem, Layer, Path, Stdio, Terminal } from "effect"
import { ChildProcessSpawner } from "effect/process"

const unused = Effect.die("the command line asks for nothing and starts nothing this way")

const terminal = Terminal.make({
  columns: Effect.sync(() => process.stdout.columns ?? 80),
  rows: Effect.sync(() => process.stdout.rows ?? 24),
  size: unused,
  readInput: unused,
  readLine: unused,
  display: (text) => Effect.sync(() => void process.stdout.write(text))
})

export const environment = Layer.mergeAll(
  FileSystem.layerNoop({}),
  Path.layer,
  Stdio.layerTest({ args: Effect.sync(() => process.argv.slice(2)) }),
  Layer.succeed(Terminal.Terminal, terminal),
  Layer.mock(ChildProcessSpawner.ChildProcessSpawner, {})
)
