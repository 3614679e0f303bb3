/** The version of a program in PATH, as it tells it itself. */
import { Effect } from "effect"

const { execFile } = process.getBuiltinModule("node:child_process")

/** Null where there is no such program, or it does not tell in time. */
export const programVersion = (program: string): Effect.Effect<string | null> =>
  Effect.callback((resume) => {
    const child = execFile(program, ["--version"], { timeout: 5_000, maxBuffer: 64 * 1024 }, (error, printed) =>
      resume(Effect.succeed(error === null ? (/\d+\.\d+\.\d+/.exec(printed)?.[0] ?? null) : null))
    )
    child.stdin?.end()
    return Effect.sync(() => void child.kill())
  })
