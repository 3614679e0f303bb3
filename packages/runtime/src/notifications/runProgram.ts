/** One short-lived program of the user's: no shell, bounded in time and output. */
import { Effect } from "effect"
import { spawn } from "node:child_process"
import { NotifierFailed } from "./Notifier.ts"

export interface ProgramCall {
  readonly notifier: string
  readonly words: readonly [string, ...ReadonlyArray<string>]
  readonly environment?: Readonly<Record<string, string>>
  /** What it reads on its standard input. */
  readonly input?: string
}

const timeLimit = "10 seconds"
const maxOutput = 64 * 1024

/** Gives what it printed. It is killed where it takes too long or is not wanted any more. */
export const runProgram = ({ environment, input = "", notifier, words: [program, ...args] }: ProgramCall) => {
  const failed = (reason: string) => new NotifierFailed({ notifier, reason: `${program}: ${reason}` })
  return Effect.callback<string, NotifierFailed>((resume) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...environment },
      stdio: ["pipe", "pipe", "ignore"],
      detached: true
    })
    let output = ""
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (output.length < maxOutput) output += text
    })
    // One that does not read its input is no failure.
    child.stdin.on("error", () => undefined)
    child.stdin.end(input)
    child.on("error", (error) => resume(Effect.fail(failed(error.message))))
    child.on("close", (status) =>
      resume(status === 0 ? Effect.succeed(output) : Effect.fail(failed(`ended with status ${status ?? "none"}`)))
    )
    return Effect.sync(() => {
      if (child.pid === undefined || child.exitCode !== null) return
      try {
        process.kill(-child.pid, "SIGKILL")
      } catch {
        child.kill("SIGKILL")
      }
    })
  }).pipe(
    Effect.timeoutOrElse({ duration: timeLimit, orElse: () => Effect.fail(failed(`took longer than ${timeLimit}`)) })
  )
}
