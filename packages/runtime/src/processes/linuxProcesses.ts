/** Processes from `/proc`. Its files are memory: reading one takes 5 to 15 µs, a trip to the thread pool 35 µs. */
import { Effect, Option } from "effect"
import { closeSync, openSync, readFileSync, readSync } from "node:fs"
import type { Observed, ProcessSource, ProcessState } from "./ProcessSource.ts"
import type { ProcessInfo } from "./ProcessInfo.ts"
import { bootClock } from "./bootClock.ts"
import { isPresent } from "./isPresent.ts"
import { parseBootTime, parseProcessStat, startOf } from "./processStat.ts"

/** Deeper trees are loops or attacks. */
const maxDepth = 64

const readText = (path: string, encoding: "latin1" | "utf8"): string | null => {
  try {
    return readFileSync(path, encoding)
  } catch {
    return null
  }
}

const environmentOf = (pid: number, name: string): string | null => {
  const entries = readText(`/proc/${pid}/environ`, "utf8")?.split("\0") ?? []
  return entries.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? null
}

const openStat = (pid: number): number | null => {
  try {
    return openSync(`/proc/${pid}/stat`, "r")
  } catch {
    return null
  }
}

/** The processes of this machine. */
export const linuxProcesses = (): ProcessSource => {
  const bootedAt = bootClock(() => parseBootTime(readText("/proc/stat", "latin1") ?? ""))

  const readStat = (pid: number): ProcessInfo | null => {
    const text = readText(`/proc/${pid}/stat`, "latin1")
    return text === null ? null : parseProcessStat(text, bootedAt())
  }

  const lineageOf = (pid: number): ReadonlyArray<number> => {
    const pids: Array<number> = []
    for (let at = pid; at > 0 && pids.length < maxDepth;) {
      const info = readStat(at)
      if (info === null) break
      pids.push(at)
      at = info.ppid
    }
    return pids
  }

  /** An open `stat` belongs to its process for ever: after the end it can't be read, whoever has the pid by then. */
  const observe = (pid: number, startTime: string): Observed => {
    const stateOf = (info: ProcessInfo | null): ProcessState =>
      info === null || info.zombie || info.startTime !== startTime ? "gone" : info.stopped ? "stopped" : "running"
    const buffer = Buffer.alloc(1024)
    let descriptor = openStat(pid)
    return {
      present: () => isPresent(pid),
      state: () => {
        if (descriptor === null) return stateOf(readStat(pid))
        try {
          const length = readSync(descriptor, buffer, 0, buffer.length, 0)
          return stateOf(parseProcessStat(buffer.toString("latin1", 0, length), null))
        } catch {
          return "gone"
        }
      },
      close: () => {
        if (descriptor !== null) closeSync(descriptor)
        descriptor = null
      }
    }
  }

  return {
    startedAt: (startTime) => startOf(startTime, bootedAt()),
    info: (pid) => Effect.sync(() => Option.fromNullishOr(readStat(pid))),
    lineage: (pid) => Effect.sync(() => lineageOf(pid)),
    environment: (pid, name) => Effect.sync(() => Option.fromNullishOr(environmentOf(pid, name))),
    observe
  }
}
