/** Whether a live record is of a process that lives: one that was killed leaves its record behind, and pids come again. */
import type { ProcessInfo } from "../../processes/ProcessInfo.ts"
import type { LiveRecord } from "./liveRecord.ts"

const ticks = /^\d+$/
/** Records without the exact start time: the program writes its own some seconds after the process began. */
const slackMillis = 60_000

export const isRecordOf = (record: LiveRecord, info: ProcessInfo): boolean => {
  if (info.zombie || info.pid !== record.pid) return false
  if (record.startTime !== null && ticks.test(record.startTime) && ticks.test(info.startTime)) {
    return record.startTime === info.startTime
  }
  if (record.startedAt === null || info.startedAt === null) return true
  return Math.abs(record.startedAt - info.startedAt) < slackMillis
}
