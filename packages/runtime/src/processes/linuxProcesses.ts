/** Processes from `/proc`. Its files are memory: reading one takes 5 to 15 µs, a trip to the thread pool 35 µs. */
import { Effect, Option } from "effect"
import { closeSync, openSync, readFileSync, readSync } from "node:fs"
import type { Observed, ProcessSource } from "./ProcessSource.ts"
import type { ProcessInfo } from "./ProcessTable.ts"
import { parseProcessStat } from "./processStat.ts"

/** Deeper trees are loops or attacks. */
const maxDepth = 64

const readStat = (pid: number): ProcessInfo | null => {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, "latin1"))
  } catch {
    return null
  }
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

const environmentOf = (pid: number, name: string): string | null => {
  try {
    const entry = readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .find((one) => one.startsWith(`${name}=`))
    return entry === undefined ? null : entry.slice(name.length + 1)
  } catch {
    return null
  }
}

const sameAs = (info: ProcessInfo | null, startTime: string): boolean =>
  info !== null && !info.zombie && info.startTime === startTime

/** An open `stat` belongs to its process for ever: after the end it can't be read, whoever has the pid by then. */
const observe = (pid: number, startTime: string): Observed => {
  const buffer = Buffer.alloc(1024)
  let descriptor: number | null = null
  try {
    descriptor = openSync(`/proc/${pid}/stat`, "r")
  } catch {
    // gone, or no descriptor left: ask by pid
  }
  return {
    alive: () => {
      if (descriptor === null) return sameAs(readStat(pid), startTime)
      try {
        const length = readSync(descriptor, buffer, 0, buffer.length, 0)
        return sameAs(parseProcessStat(buffer.toString("latin1", 0, length)), startTime)
      } catch {
        return false
      }
    },
    close: () => {
      if (descriptor !== null) closeSync(descriptor)
      descriptor = null
    }
  }
}

export const linuxProcesses: ProcessSource = {
  info: (pid) => Effect.sync(() => Option.fromNullishOr(readStat(pid))),
  lineage: (pid) => Effect.sync(() => lineageOf(pid)),
  environment: (pid, name) => Effect.sync(() => Option.fromNullishOr(environmentOf(pid, name))),
  observe
}
