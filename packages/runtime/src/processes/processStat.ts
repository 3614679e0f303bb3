/** Reads `/proc/PID/stat` and `/proc/stat`. */
import type { ProcessInfo } from "./ProcessInfo.ts"

/** Positions after the name, counted from the state (field 3 of proc(5)). */
const field = { state: 0, ppid: 1, foregroundGroup: 5, startTime: 19 }

/** Clock ticks a second in everything that Linux tells programs. */
const ticksPerSecond = 100

/** When the system was booted, from `/proc/stat`, in milliseconds since the epoch. */
export const parseBootTime = (text: string): number | null => {
  const [, seconds] = /^btime (\d+)$/m.exec(text) ?? []
  return seconds === undefined ? null : Number(seconds) * 1000
}

/** The time of day of a start time, in milliseconds since the epoch. */
export const startOf = (startTime: string, bootedAt: number | null): number | null =>
  bootedAt === null ? null : bootedAt + (Number(startTime) * 1000) / ticksPerSecond

/** The name stands in parentheses and may itself hold parentheses and spaces: it ends at the last one. */
export const parseProcessStat = (text: string, bootedAt: number | null): ProcessInfo | null => {
  const open = text.indexOf("(")
  const close = text.lastIndexOf(")")
  const pid = Number.parseInt(text, 10)
  if (open < 1 || close < open || !(pid > 0)) return null
  const fields = text
    .slice(close + 1)
    .trim()
    .split(/\s+/)
  const startTime = fields[field.startTime]
  const ppid = Number(fields[field.ppid])
  const foregroundGroup = Number(fields[field.foregroundGroup])
  if (startTime === undefined || !/^\d+$/.test(startTime)) return null
  if (!Number.isInteger(ppid) || !Number.isInteger(foregroundGroup)) return null
  const state = fields[field.state]
  return {
    pid,
    ppid,
    foregroundGroup,
    startTime,
    startedAt: startOf(startTime, bootedAt),
    name: text.slice(open + 1, close),
    zombie: state === "Z" || state === "X",
    stopped: state === "T"
  }
}
