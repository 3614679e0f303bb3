/** Reads what `ps` prints, for systems without `/proc`. */
import type { ProcessInfo } from "./ProcessInfo.ts"

/** The columns that `parsePsLine` expects. `lstart` is five words with a fixed form, `comm` comes last and may hold spaces. */
export const psColumns = "pid=,ppid=,tpgid=,state=,lstart=,comm="

const line = /^\s*(\d+)\s+(\d+)\s+(-?\d+)\s+(\S+)\s+(\S+\s+\S+\s+\S+\s+\d+:\d+:\d+\s+\d+)\s+(.*?)\s*$/

/** One line of `ps -o` with these columns; null for anything else. */
export const parsePsLine = (text: string): ProcessInfo | null => {
  const [, pid, ppid, group, state, start, command] = line.exec(text) ?? []
  if (pid === undefined || state === undefined || start === undefined || command === undefined) return null
  const foregroundGroup = Number(group)
  return {
    pid: Number(pid),
    ppid: Number(ppid),
    foregroundGroup: foregroundGroup > 0 ? foregroundGroup : -1,
    startTime: start.replace(/\s+/g, " "),
    startedAt: Number.isNaN(Date.parse(start)) ? null : Date.parse(start),
    name: command.slice(command.lastIndexOf("/") + 1),
    zombie: state.startsWith("Z"),
    stopped: state.startsWith("T")
  }
}

/** The pid and its ancestors among these processes. */
export const lineageAmong = (processes: ReadonlyArray<ProcessInfo>, pid: number): ReadonlyArray<number> => {
  const parents = new Map(processes.map((one) => [one.pid, one.ppid]))
  const pids: Array<number> = []
  for (
    let at: number | undefined = pid;
    at !== undefined && parents.has(at) && !pids.includes(at);
    at = parents.get(at)
  ) {
    pids.push(at)
  }
  return pids
}

/** The variable in the output of `ps -E` or `ps eww`: words after the command, values with spaces are cut. */
export const environmentIn = (output: string, name: string): string | null =>
  output
    .split(/\s+/)
    .find((word) => word.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? null
