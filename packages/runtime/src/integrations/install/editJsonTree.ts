/** Adds a child to a container in a JSON text, or takes one out, in the text's own style; all else stays as it is. */
import { containerAt, type JsonContainer, rootOf } from "./jsonSpans.ts"

const lineStart = (text: string, place: number): number => text.lastIndexOf("\n", place - 1) + 1

const indentAt = (text: string, place: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, place)))?.[0] ?? ""

/** But for comments. */
const isFirstOnLine = (text: string, place: number): boolean =>
  text
    .slice(lineStart(text, place), place)
    .replace(/\/\*.*?\*\//g, "")
    .trim() === ""

/** What one level is indented by, as the text's first member shows; null where the object stands on one line. */
const unitOf = (text: string): string | null => {
  const root = rootOf(text)
  const first = root?.children[0]
  if (root === null || first === undefined) return "  "
  if (!isFirstOnLine(text, first.start) || lineStart(text, first.start) === 0) return null
  const indent = indentAt(text, first.start).slice(indentAt(text, root.opening).length)
  return indent === "" ? "  " : indent
}

const hasTrailingComma = (text: string, { children, closing }: JsonContainer): boolean => {
  const last = children.at(-1)
  if (last === undefined) return false
  const between = text.slice(last.valueEnd, closing).replace(/\/\/[^\n]*|\/\*[^]*?\*\//g, "")
  return between.includes(",")
}

/** The text with one more child, the last one, in the container that opens at this place. */
export const appendChild = (text: string, opening: number, key: string | null, value: unknown): string => {
  const container = containerAt(text, opening)
  const { children, closing } = container
  const unit = unitOf(text)
  const newline = text.includes("\r\n") ? "\r\n" : "\n"
  const last = children.at(-1)
  const end = last?.valueEnd ?? opening + 1
  const comma = last === undefined || hasTrailingComma(text, container) ? "" : ","
  const name = key === null ? "" : `${JSON.stringify(key)}: `
  const between = text.slice(end, closing)
  const inLine = unit === null || (last !== undefined && !isFirstOnLine(text, last.start))
  const trailing = between.slice(between.trimEnd().length)
  if (inLine) {
    const gap = last === undefined ? "" : " "
    const member = `${gap}${name}${JSON.stringify(value)}`
    return `${text.slice(0, end)}${comma}${between.trimEnd()}${member}${trailing}${text.slice(closing)}`
  }
  const base = indentAt(text, last?.start ?? opening)
  const indent = last === undefined ? base + unit : base
  const written = JSON.stringify(value, null, unit).replaceAll("\n", `${newline}${indent}`)
  const close = last === undefined ? `${newline}${base}` : trailing
  return `${text.slice(0, end)}${comma}${between.trimEnd()}${newline}${indent}${name}${written}${close}${text.slice(closing)}`
}

/** The text without that child, and without the comma and the line that it had. */
export const removeChild = (text: string, opening: number, index: number): string => {
  const { children, closing } = containerAt(text, opening)
  const child = children[index]
  if (child === undefined) return text
  const before = children[index - 1]
  const after = children[index + 1]
  if (before === undefined && after === undefined && text.slice(opening + 1, child.start).trim() === "") {
    return `${text.slice(0, opening + 1)}${text.slice(child.valueEnd, closing).replace(",", "").trimEnd()}${text.slice(closing)}`
  }
  // The last one leaves with the comma before it, any other with what follows it.
  if (after === undefined && before !== undefined)
    return (
      text.slice(0, before.valueEnd) +
      text.slice(before.valueEnd, child.start).replace(",", "").trimEnd() +
      text.slice(child.valueEnd)
    )
  return text.slice(0, child.start) + text.slice(after?.start ?? child.valueEnd)
}
