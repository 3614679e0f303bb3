/** The history as lines: for a person a table, for a program one change a line with tabs. Pure. */
import { cleanText } from "@opensessions/protocol/cleanText"
import type { History, HistoryEntry, StateTime } from "@opensessions/protocol/History"
import { DateTime } from "effect"
import type { ReaderOf } from "../Reader.ts"

/** `1h 05m`, `12m`, `40s`. */
export const span = (millis: number): string => {
  const seconds = Math.round(millis / 1000)
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}m`
  return `${Math.floor(minutes / 60)}h ${String(minutes % 60).padStart(2, "0")}m`
}

const statusOf = ({ reason, status }: HistoryEntry): string =>
  status === null ? "gone" : reason === null ? status : `${status} (${cleanText(reason)})`

const row = (entry: HistoryEntry): ReadonlyArray<string> => [
  cleanText(entry.session),
  cleanText(entry.agent),
  statusOf(entry),
  cleanText(entry.threadName ?? "")
]

/** Columns as wide as their widest cell. */
const table = (rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => {
  const widths = rows.reduce<ReadonlyArray<number>>(
    (all, cells) => cells.map((cell, at) => Math.max(all[at] ?? 0, cell.length)),
    []
  )
  return rows.map((cells) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd()
  )
}

const worthATime = new Set<StateTime["status"]>(["running", "tool-running", "waiting"])

/** `zone` is the reader's. */
export const historyLines = (
  { entries, time }: History,
  { columns, paint, terminal }: ReaderOf,
  zone: DateTime.TimeZone = DateTime.zoneMakeLocal()
): ReadonlyArray<string> => {
  const local = (at: number) => DateTime.setZone(DateTime.makeUnsafe(at), zone)
  if (!terminal)
    return entries.map((entry) => [DateTime.formatIso(DateTime.makeUnsafe(entry.at)), ...row(entry)].join("\t"))
  if (entries.length === 0 && time.length === 0) return [paint.dim("nothing has happened in this time")]
  const when = (at: number) => `${DateTime.formatIsoDate(local(at))} ${clock(local(at))}`
  const changes = table(entries.map((entry) => [when(entry.at), ...row(entry)])).map((line) => line.slice(0, columns))
  const sums = table(
    time
      .filter(({ status }) => worthATime.has(status))
      .map((one) => [one.day, cleanText(one.agent), one.status, span(one.millis)])
  )
  return [...changes, ...(sums.length === 0 ? [] : ["", paint.bold("Time in each state"), ...sums])]
}

const clock = (at: DateTime.Zoned): string => {
  const { hour, minute, second } = DateTime.toParts(at)
  return [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":")
}
