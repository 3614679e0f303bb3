/** The last lines: what keys do now, or a passing word. */
import type { Model } from "../model.ts"
import { cursorSession } from "../model.ts"
import { type Action, signOf } from "../keys.ts"
import type { Counts } from "./header.ts"
import { plainText } from "./plainText.ts"
import { gap, Hit, type Row, type Span } from "./Row.ts"
import { cut, textWidth } from "./textWidth.ts"

interface Hint {
  readonly key: string
  readonly word: string
  readonly hit: Hit
}

/** The hints that make sense now, the most useful first; the last one always stays. */
const hintsFor = (model: Model, counts: Counts): ReadonlyArray<Hint> => {
  const { keymap } = model.options
  const doing = (action: Action, word: string): ReadonlyArray<Hint> => {
    const key = keymap.bindings.find((binding) => binding.action === action)?.keys[0]
    return key === undefined ? [] : [{ key: signOf(key), word, hit: Hit.Act({ action }) }]
  }
  if (model.overlay._tag === "Help") return [{ key: "esc", word: "close", hit: Hit.Key({ key: "Esc" }) }]
  // Other modals name their own keys.
  if (model.overlay._tag !== "None") return []
  if (model.searching) {
    return [
      { key: "⏎", word: "go", hit: Hit.Key({ key: "Enter" }) },
      { key: "esc", word: "clear", hit: Hit.Key({ key: "Esc" }) }
    ]
  }
  const help = doing("help", "help")
  if (model.choice.thread !== null) {
    return [...doing("go", "go"), ...doing("preview", "look"), ...doing("list", "list"), ...help]
  }
  const needed = counts.waiting > 0 || counts.unseen > 0 ? doing("jump", "jump") : []
  const many = model.shown.length > 1 || model.choice.search !== null ? doing("search", "find") : []
  if (model.cursorGroup !== null) return [...[...doing("go", "fold"), ...needed, ...many].slice(0, 3), ...help]
  const session = cursorSession(model)
  const hints = [
    ...(session === undefined ? doing("new", "new") : doing("go", "go")),
    ...(session?.attention === "waiting" ? doing("answer", "answer") : []),
    ...needed,
    ...(session?.unseen === true ? doing("mark-seen", "seen") : []),
    ...many,
    ...doing("hide-sidebar", "hide")
  ]
  return [...hints.slice(0, 3), ...help]
}

const hintWidth = (hint: Hint): number => textWidth(hint.key) + (hint.word === "" ? 0 : 1 + hint.word.length)

/** As many hints as fit: the last one loses its word first, then hints leave before it. */
const fitting = (hints: ReadonlyArray<Hint>, width: number): ReadonlyArray<Hint> => {
  const needs = (some: ReadonlyArray<Hint>) => some.reduce((sum, hint) => sum + hintWidth(hint) + 2, -1)
  const last = hints.at(-1)
  if (last === undefined || needs(hints) <= width) return hints
  const before = hints.slice(0, -1)
  const sign = { ...last, word: "" }
  if (needs([...before, sign]) <= width) return [...before, sign]
  return before.length === 0 ? [] : fitting([...before.slice(0, -1), sign], width)
}

/** Hints in one line. */
export const hintRow = (model: Model, counts: Counts): Row => {
  const chosen = fitting(hintsFor(model, counts), model.pane.width)
  const key = model.pane.active ? "subtext0" : "overlay0"
  return {
    spans: chosen.flatMap((hint, index): ReadonlyArray<Span> => [
      gap(index === 0 ? 1 : 2),
      { text: hint.key, fg: key, hit: hint.hit },
      { text: hint.word === "" ? "" : ` ${hint.word}`, fg: "overlay0", hit: hint.hit }
    ])
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
