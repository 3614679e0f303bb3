/** One tmux command, for what only tmux knows. */
import { Places } from "@opensessions/runtime/config/Places"
import { Effect } from "effect"
import { CliFailed } from "./CliFailed.ts"

// Loaded when it is needed: 5 ms that most commands don't spend.
const execFile = (program: string, words: ReadonlyArray<string>) =>
  Effect.callback<string, CliFailed>((resume) => {
    const child = process
      .getBuiltinModule("node:child_process")
      .execFile(program, [...words], { timeout: 5000 }, (error, stdout, stderr) => {
        if (error === null) return resume(Effect.succeed(stdout))
        const reason = error.code === "ENOENT" ? "tmux is not installed" : stderr.trim() || error.message
        resume(Effect.fail(new CliFailed({ reason, status: 1 })))
      })
    return Effect.sync(() => void child.kill())
  })

/** Runs tmux with these words for the server of this pane and gives what it prints, without the last newline. */
export const runTmux = Effect.fn("runTmux")(function* (...words: ReadonlyArray<string>) {
  const { tmuxSocket } = yield* Places
  const printed = yield* execFile("tmux", tmuxSocket === null ? words : ["-S", tmuxSocket, ...words])
  return printed.replace(/\n$/, "")
})
