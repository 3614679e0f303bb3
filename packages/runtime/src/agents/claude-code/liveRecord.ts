/** Claude Code's own live record, `sessions/<pid>.json`: who runs, on which thread, and whether it works or waits. */
import { PaneId } from "@opensessions/protocol/Ids"
import { numberAt, parseObject, stringAt } from "../../files/jsonFields.ts"
import { firstLine } from "../visibleText.ts"

export interface LiveRecord {
  readonly pid: number
  readonly threadId: string
  readonly cwd: string | null
  /** `idle`, `busy`, `waiting` or `shell` so far. Null until the prompt is there: until then the thread may still change. */
  readonly status: string | null
  readonly waitingFor: string | null
  /** When `status` became what it is. */
  readonly statusAt: number | null
  /** Start of the process as `/proc` has it: a record that was left behind names a process that is gone. */
  readonly startTime: string | null
  readonly startedAt: number | null
  /** A name that somebody gave; names that are derived from the directory are none. */
  readonly name: string | null
  /** The pane as the agent knows it from its environment, `%3`. */
  readonly paneId: PaneId | null
  readonly version: string | null
}

/** Null where the text is not a whole record: it is rewritten in place, so a reader may catch half of it. */
export const decodeLiveRecord = (text: string): LiveRecord | null => {
  const record = parseObject(text)
  const pid = numberAt(record, "pid")
  const threadId = stringAt(record, "sessionId")
  if (pid === null || !Number.isInteger(pid) || pid <= 0 || threadId === null || threadId === "") return null
  const name = stringAt(record, "name")
  const [, pane] = /\.(%\d+)$/.exec(stringAt(record, "tmux") ?? "") ?? []
  return {
    pid,
    threadId,
    cwd: stringAt(record, "cwd"),
    status: stringAt(record, "status"),
    waitingFor: stringAt(record, "waitingFor"),
    statusAt: numberAt(record, "statusUpdatedAt") ?? numberAt(record, "updatedAt"),
    startTime: stringAt(record, "procStart"),
    startedAt: numberAt(record, "startedAt"),
    name: name === null || stringAt(record, "nameSource") === "derived" ? null : firstLine(name),
    paneId: pane === undefined ? null : PaneId.make(pane),
    version: stringAt(record, "version")
  }
}

/** What a live record says of its process. */
export type Activity = "working" | "waiting" | "rest" | "unknown"

export const activityOf = (record: LiveRecord): Activity => {
  switch (record.status) {
    case "busy":
    case "shell":
      return "working"
    case "waiting":
      return "waiting"
    case "idle":
      return "rest"
    default:
      return "unknown"
  }
}

/** Whether the second record begins a turn: work after rest, after background work, or anew after a queued prompt. */
export const beginsTurn = (before: LiveRecord | null, after: LiveRecord): boolean => {
  const activity = activityOf(after)
  if (after.status === "shell" || (activity !== "working" && activity !== "waiting")) return false
  if (before === null || before.status === "shell") return true
  if (activityOf(before) !== "working" && activityOf(before) !== "waiting") return true
  return before.status === "busy" && after.status === "busy" && before.statusAt !== after.statusAt
}

/** What a person is asked for. Words that are not known say nothing rather than something wrong. */
export const waitReason = (waitingFor: string | null): string | null => {
  const words = waitingFor?.toLowerCase() ?? ""
  if (/plan/.test(words)) return "plan"
  if (/permission|approv|sandbox/.test(words)) return "permission"
  if (/input|question|answer|elicit|dialog/.test(words)) return "question"
  return null
}
