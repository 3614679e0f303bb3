/** Children, words and open files of processes through `pgrep`, `ps` and `lsof`, for macOS: one short process each. */
import { Effect } from "effect"
import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import type { ProcessQuestions } from "./ProcessQuestions.ts"

/** `/usr/sbin` is missing in many a PATH. */
const lsof = (): string => ["/usr/sbin/lsof", "/usr/bin/lsof"].find((path) => existsSync(path)) ?? "lsof"

/** What it printed. These programs end with an error where they found nothing. */
const output = (program: string, words: ReadonlyArray<string>): Effect.Effect<string> =>
  Effect.callback((resume) => {
    const settings = { timeout: 3_000, env: { PATH: process.env["PATH"], LC_ALL: "C" } } as const
    const child = execFile(program, [...words], settings, (_, stdout) => resume(Effect.succeed(stdout)))
    return Effect.sync(() => child.kill("SIGKILL"))
  })

/** The names of files in the output of `lsof -F fn`; `only` picks a kind of descriptor. */
export const lsofNames = (text: string, only: RegExp): ReadonlyArray<string> => {
  const names: Array<string> = []
  let descriptor = ""
  for (const line of text.split("\n")) {
    if (line.startsWith("f")) descriptor = line.slice(1)
    else if (line.startsWith("n/") && only.test(descriptor)) names.push(line.slice(1))
  }
  return names
}

export const lsofDetails: ProcessQuestions = {
  children: (pid) =>
    Effect.map(output("pgrep", ["-P", String(pid)]), (text) =>
      text
        .split("\n")
        .map(Number)
        .filter((child) => child > 0)
        .sort((one, other) => one - other)
    ),
  // Words with spaces in them fall apart; what is looked for has none.
  words: (pid) =>
    Effect.map(output("ps", ["-o", "command=", "-p", String(pid)]), (text) =>
      text.trim() === "" ? [] : text.trim().split(/\s+/)
    ),
  executable: (pid) =>
    Effect.map(
      output(lsof(), ["-a", "-d", "txt", "-p", String(pid), "-F", "fn"]),
      (text) => lsofNames(text, /^txt$/)[0] ?? null
    ),
  directory: (pid) =>
    Effect.map(
      output(lsof(), ["-a", "-d", "cwd", "-p", String(pid), "-F", "fn"]),
      (text) => lsofNames(text, /^cwd$/)[0] ?? null
    ),
  openFiles: (pid) => Effect.map(output(lsof(), ["-p", String(pid), "-F", "fn"]), (text) => lsofNames(text, /^\d+$/))
}
