/** The answer to a question about the past, from the journal's entries. */
import type { History, HistoryEntry } from "@opensessions/protocol/History"
import type { DateTime } from "effect"
import { type Period, timePerState } from "./timePerState.ts"

/** `entries` as `readEntries` gives them. */
export const historyOf = (entries: ReadonlyArray<HistoryEntry>, period: Period, zone: DateTime.TimeZone): History => ({
  ...period,
  entries: entries.filter(({ at }) => at >= period.since),
  time: timePerState(entries, period, zone)
})
