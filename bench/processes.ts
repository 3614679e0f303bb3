/** What processes cost, from the operating system's own accounting (Linux). */
import { readdirSync, readFileSync } from "node:fs"
import { worldVariable } from "../test/support/leftovers.ts"

export interface Cost {
  readonly pid: number
  readonly command: string
  /** MB, shared pages counted by share and in full. */
  readonly pss: number
  readonly rss: number
}

const read = (path: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return ""
  }
}

const kilobytes = (text: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0)

/** What one process costs; zero where it is gone. */
export const costOf = (pid: number): Cost => {
  const rollup = read(`/proc/${pid}/smaps_rollup`)
  return {
    pid,
    command: read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim(),
    pss: kilobytes(rollup, "Pss") / 1024,
    rss: kilobytes(rollup, "Rss") / 1024
  }
}

/** Every process of one test world that `which` wants. */
export const processesOf = (world: string, which: (command: string) => boolean): ReadonlyArray<Cost> =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/environ`).split("\0").includes(`${worldVariable}=${world}`))
    .map((pid) => costOf(Number(pid)))
    .filter(({ command }) => which(command))

const statField = (pid: number, field: number): number =>
  Number(read(`/proc/${pid}/stat`).replace(/^.*\)/s, "x x").split(" ")[field - 1] ?? 0)

/** Seconds of processor time that a process has used so far (100 ticks a second on every Linux that counts). */
export const processorSeconds = (pid: number): number => (statField(pid, 14) + statField(pid, 15)) / 100

/** Grows whenever a child of this process was reaped: the page faults of its ended children. */
export const endedChildren = (pid: number): number => statField(pid, 11)
