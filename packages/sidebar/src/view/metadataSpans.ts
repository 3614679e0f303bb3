/** A session's status pill and progress in one line. */
import { type Progress, type SessionMetadata, type StatusPill, toneIcon } from "@opensessions/protocol/Metadata"
import type { Token } from "../themes/Theme.ts"
import { toneToken } from "./glyph.ts"
import { plainText } from "./plainText.ts"
import type { Span } from "./Row.ts"

/** How much is done, from 0 to 1; null where that is not known. */
const share = (progress: Progress): number | null => {
  const known =
    progress.current !== null && progress.total !== null && progress.total > 0
      ? progress.current / progress.total
      : progress.percent
  return known === null || !Number.isFinite(known) ? null : Math.min(1, Math.max(0, known))
}

/** `3/10`, or `40%`. */
const amount = (progress: Progress): string => {
  if (progress.current !== null) {
    return progress.total === null ? String(progress.current) : `${progress.current}/${progress.total}`
  }
  const done = share(progress)
  if (done === null) return ""
  return `${done < 1 ? Math.min(99, Math.round(done * 100)) : 100}%`
}

/** The cells of a bar in a line of so many columns. */
const barCells = (columns: number): number => (columns >= 20 ? 10 : columns >= 14 ? 6 : 4)

const bar = (done: number, cells: number, fg: Token): ReadonlyArray<Span> => {
  // A bar that is neither empty nor full looks like neither.
  const full = done <= 0 ? 0 : done >= 1 ? cells : Math.min(cells - 1, Math.max(1, Math.round(done * cells)))
  const spans: Array<Span> = []
  if (full > 0) spans.push({ text: "▰".repeat(full), fg })
  if (full < cells) spans.push({ text: "▱".repeat(cells - full), fg: "surface2" })
  return spans
}

const pill = (status: StatusPill, words: Token): ReadonlyArray<Span> => [
  { text: `${toneIcon[status.tone]} `, fg: toneToken[status.tone] },
  { text: plainText(status.text), fg: words }
]

/**
 * The line, or null where there is nothing to say. It may be too long: the pill's words come last.
 * Where it is not `lit`, only the icon has a colour: what a script says is not louder than what an agent asks.
 */
export const metadataSpans = (metadata: SessionMetadata, columns: number, lit: boolean): ReadonlyArray<Span> | null => {
  const { progress, status } = metadata
  const quiet = lit ? "subtext0" : "overlay1"
  if (progress === null) return status === null ? null : pill(status, quiet)
  const done = share(progress)
  const words = status === null ? progress.label : status.text
  const text = [amount(progress), words === null ? "" : plainText(words)].filter((part) => part !== "").join(" ")
  const toned = status !== null && status.tone !== "neutral" ? toneToken[status.tone] : lit ? "sky" : "overlay1"
  const before = done === null ? [] : bar(done, barCells(columns), toned)
  return text === "" ? before : [...before, { text: before.length > 0 ? ` ${text}` : text, fg: quiet }]
}
