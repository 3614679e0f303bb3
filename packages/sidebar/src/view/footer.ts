/** The last lines: what keys do now, or a passing word. */
import type { Model } from "../model.ts"
import { cursorSession } from "../model.ts"
import type { Action } from "../keys.ts"
import type { Counts } from "./header.ts"
import { plainText } from "./plainText.ts"
import { gap, Hit, type Row, type Span } from "./Row.ts"
import { cut, textWidth } from "./textWidth.ts"

interface Hint {
  readonly key: string
  readonly word: string
  readonly action: Action
}

/** The hints that make sense now, the most useful first; the last one always stays. */
const hintsFor = (model: Model, counts: Counts): ReadonlyArray<Hint> => {
  if (model.overlay._tag === "Help") return [{ key: "esc", word: "close", action: "help" }]
  // Other modals name their own keys.
  if (model.overlay._tag !== "None") return []
  const session = cursorSession(model)
  const hints: Array<Hint> = []
  if (session !== undefined) hints.push({ key: "⏎", word: "go", action: "go" })
  if (counts.waiting > 0 || counts.unseen > 0) hints.push({ key: "!", word: "jump", action: "jump" })
  if (session?.unseen === true) hints.push({ key: "m", word: "seen", action: "mark-seen" })
  if (model.shown.length > 1) hints.push({ key: "⇥", word: "next", action: "next-session" })
  hints.push({ key: "q", word: "hide", action: "hide-sidebar" })
  return [...hints.slice(0, 3), { key: "?", word: "help", action: "help" }]
}

const hintWidth = (hint: Hint): number => textWidth(hint.key) + (hint.word === "" ? 0 : 1 + hint.word.length)

/** As many hints as fit: the last one loses its word first, then hints leave before it. */
const fitting = (hints: ReadonlyArray<Hint>, width: number): ReadonlyArray<Hint> => {
  const needs = (some: ReadonlyArray<Hint>) => some.reduce((sum, hint) => sum + hintWidth(hint) + 2, -1)
  const last = hints.at(-1)
  if (last === undefined || needs(hints) <= width) return hints
  const before = hints.slice(0, -1)
  const short = [...before, { ...last, word: "" }]
  // Three hints with their words say more than four without.
  if (before.length < 3 && needs(short) <= width) return short
  return before.length === 0 ? [] : fitting([...before.slice(0, -1), last], width)
}

/** Hints in one line. */
export const hintRow = (model: Model, counts: Counts): Row => {
  const chosen = fitting(hintsFor(model, counts), model.pane.width)
  const key = model.pane.active ? "subtext0" : "overlay0"
  return {
    spans: chosen.flatMap((hint, index): ReadonlyArray<Span> => {
      const hit = Hit.Act({ action: hint.action })
      return [
        gap(index === 0 ? 1 : 2),
        { text: hint.key, fg: key, hit },
        { text: hint.word === "" ? "" : ` ${hint.word}`, fg: "overlay0", hit }
      ]
    })
  }
}

/** The footer's line: a notice while there is one. */
export const footerRow = (model: Model, counts: Counts, nowMs: number): Row => {
  const { notice } = model
  if (notice === null || notice.until <= nowMs) return hintRow(model, counts)
  const { action } = notice
  return {
    spans: [{ text: ` ${cut(plainText(notice.text), model.pane.width - 1)}`, fg: "peach" }],
    ...(action === undefined ? {} : { hit: Hit.Act({ action }) })
  }
}
