/** One line of text that is being typed: a pure function of the keys. */
import type { Row, Span } from "../view/Row.ts"
import { plainText } from "../view/plainText.ts"
import { cutStart, cut, textWidth } from "../view/textWidth.ts"

export interface TextField {
  /** By character, so that the caret never stands within one. */
  readonly before: ReadonlyArray<string>
  readonly after: ReadonlyArray<string>
}

/** Nothing typed yet. */
export const emptyField: TextField = { before: [], after: [] }

/** A text with the caret behind it. */
export const fieldOf = (text: string): TextField => ({ before: [...text], after: [] })

/** What was typed. */
export const textOf = ({ after, before }: TextField): string => [...before, ...after].join("")

/** More is no name and no path. */
const longest = 4096

/** The field with a text put in at the caret. Line breaks of a paste become blanks. */
export const withTyped = (field: TextField, text: string): TextField => {
  const clean = [...plainText(text.replace(/[\r\n]+$/u, ""))]
  const room = longest - field.before.length - field.after.length
  return { ...field, before: [...field.before, ...clean.slice(0, Math.max(0, room))] }
}

const withoutWord = (chars: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...chars.join("").replace(/[^\s/]*[\s/]*$/u, "")
]

/** The field after a key; null where the key is none of a text field's. */
export const typed = (field: TextField, key: string): TextField | null => {
  const { after, before } = field
  switch (key) {
    case "Space":
      return withTyped(field, " ")
    case "Backspace":
    case "C-h":
      return { ...field, before: before.slice(0, -1) }
    case "Delete":
    case "C-d":
      return { ...field, after: after.slice(1) }
    case "Left":
    case "C-b":
      return before.length === 0 ? field : { before: before.slice(0, -1), after: [before.at(-1)!, ...after] }
    case "Right":
    case "C-f":
      return after.length === 0 ? field : { before: [...before, after[0]!], after: after.slice(1) }
    case "Home":
    case "C-a":
      return { before: [], after: [...before, ...after] }
    case "End":
    case "C-e":
      return { before: [...before, ...after], after: [] }
    case "C-u":
      return { ...field, before: [] }
    case "C-k":
      return { ...field, after: [] }
    case "C-w":
    case "M-Backspace":
      return { ...field, before: withoutWord(before) }
    default:
      return [...key].length === 1 ? withTyped(field, key) : null
  }
}

/** The field in so many columns, its caret always in sight; `hint` stands where nothing was typed. */
export const fieldRow = (field: TextField, columns: number, hint: string): Row => {
  const mark: Span = { text: " › ", fg: "lavender", bold: true }
  const caret: Span = { text: "▏", fg: "lavender" }
  const room = Math.max(1, columns - 5)
  const before = cutStart(plainText(field.before.join("")), room)
  const after = cut(plainText(field.after.join("")), Math.max(0, room - textWidth(before)))
  if (before === "" && after === "") return { spans: [mark, caret, { text: cut(hint, room), fg: "overlay0" }] }
  return { spans: [mark, { text: before, fg: "text" }, caret, { text: after, fg: "text" }] }
}
