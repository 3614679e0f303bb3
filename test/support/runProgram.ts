/** Runs a program to its end, with nothing inherited. */
import { execFile } from "node:child_process"

export interface ProgramResult {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

export interface ProgramOptions {
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly timeoutMillis?: number
}

/** Never throws: a program that can't be started has status 127, one that was killed status -1. */
export const runProgram = (
  program: string,
  words: ReadonlyArray<string>,
  options: ProgramOptions
): Promise<ProgramResult> =>
  new Promise((resolve) => {
    const { env, cwd, timeoutMillis = 20_000 } = options
    const settings = { env, cwd, timeout: timeoutMillis, killSignal: "SIGKILL", maxBuffer: 64 * 1024 * 1024 } as const
    const child = execFile(program, [...words], settings, (error, stdout, stderr) => {
      const status =
        error === null ? 0 : typeof error.code === "number" ? error.code : error.code === "ENOENT" ? 127 : -1
      resolve({ status, stdout, stderr })
    })
    child.stdin?.end()
  })
