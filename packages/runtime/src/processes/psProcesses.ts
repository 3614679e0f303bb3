/** Processes through `ps`, for macOS. Each question is one short process, so it is asked on an edge only. */
import { Effect, Option } from "effect"
import { execFile } from "node:child_process"
import { isPresent } from "./isPresent.ts"
import type { ProcessSource } from "./ProcessSource.ts"
import type { ProcessInfo } from "./ProcessInfo.ts"
import { environmentIn, lineageAmong, parsePsLine, psColumns } from "./psOutput.ts"

/** Nothing is printed where there is no such process; an exit status says no more than that. */
const ps = (args: ReadonlyArray<string>): Effect.Effect<string> =>
  Effect.callback((resume) => {
    const child = execFile("ps", [...args], { env: { PATH: process.env["PATH"], LC_ALL: "C" } }, (_, output) =>
      resume(Effect.succeed(output))
    )
    return Effect.sync(() => child.kill())
  })

const processes = (output: string): ReadonlyArray<ProcessInfo> =>
  output.split("\n").flatMap((text) => parsePsLine(text) ?? [])

export const psProcesses: ProcessSource = {
  info: (pid) =>
    Effect.map(ps(["-o", psColumns, "-p", String(pid)]), (output) => Option.fromNullishOr(processes(output)[0])),
  lineage: (pid) => Effect.map(ps(["-axo", psColumns]), (output) => lineageAmong(processes(output), pid)),
  environment: (pid, name) =>
    Effect.map(ps(["eww", "-o", "command=", "-p", String(pid)]), (output) =>
      Option.fromNullishOr(environmentIn(output, name))
    ),
  // What it prints was the time of day at the start, and stays so.
  startedAt: (startTime) => (Number.isNaN(Date.parse(startTime)) ? null : Date.parse(startTime)),
  // A pid that was used again within a quarter of a second would be missed; pids are not reused that fast. Whether it is
  // stopped would take a process to ask.
  observe: (pid) => ({
    present: () => isPresent(pid),
    state: () => (isPresent(pid) ? "running" : "gone"),
    close: () => undefined
  })
}
