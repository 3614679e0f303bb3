/** Reads `history.jsonl`, where a slash command stands at the moment of Enter: the transcript has it only at its end. */
import { numberAt, parseObject, stringAt } from "../../files/jsonFields.ts"

export interface HistoryEntry {
  readonly threadId: string
  readonly at: number
  /** The command's name with its slash; null for a prompt. */
  readonly command: string | null
}

/** Null for a line that is none of ours. */
export const decodeHistoryLine = (line: string): HistoryEntry | null => {
  const entry = parseObject(line)
  const threadId = stringAt(entry, "sessionId")
  const at = numberAt(entry, "timestamp")
  const display = stringAt(entry, "display")
  if (threadId === null || at === null || display === null) return null
  return { threadId, at, command: /^\/[\w:-]+/.exec(display.trim())?.[0] ?? null }
}
