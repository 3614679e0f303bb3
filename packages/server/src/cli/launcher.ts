/** Hands a command to `bin/opensessions`, which does without Node what key bindings do, and starts the daemon. */
import { Places } from "@opensessions/runtime/config/Places"
import { Effect, Schema } from "effect"
import { CliFailed } from "./CliFailed.ts"

/** The launcher has told why; only its exit status is left. */
export class LauncherFailed extends Schema.TaggedError<LauncherFailed>()("LauncherFailed", { status: Schema.Int }) {
  override get message(): string {
    return `bin/opensessions ended with status ${this.status}`
  }
}

/** Runs a program with this terminal and gives its exit status. */
export const runProgram = (program: string, words: ReadonlyArray<string>): Effect.Effect<number, CliFailed> =>
  Effect.callback((resume) => {
    const child = process.getBuiltinModule("node:child_process").spawn(program, [...words], { stdio: "inherit" })
    child.on("error", (error) => resume(Effect.fail(new CliFailed({ reason: error.message, status: 1 }))))
    child.on("close", (status) => resume(Effect.succeed(status ?? 1)))
    return Effect.sync(() => void child.kill())
  })

/** Runs `bin/opensessions` with this terminal and gives its exit status. */
export const runLauncher = Effect.fn("runLauncher")(function* (...words: ReadonlyArray<string>) {
  const { installation } = yield* Places
  return yield* runProgram(`${installation}/bin/opensessions`, words)
})

/** As `runLauncher`, and this program's exit status is the same. */
export const becomeLauncher = Effect.fn("becomeLauncher")(function* (...words: ReadonlyArray<string>) {
  const status = yield* runLauncher(...words)
  if (status !== 0) return yield* new LauncherFailed({ status })
})
