/** Changes one member of a JSON object in its text and leaves everything else, comments and style included, as it is. */
import type { JsonText } from "./jsonText.ts"

interface Style {
  /** Before a member; null where the object stands on one line. */
  readonly indent: string | null
  readonly newline: string
}

const styleOf = (text: string, { members }: JsonText): Style => {
  const newline = text.includes("\r\n") ? "\r\n" : "\n"
  const first = members[0]
  if (first === undefined) return { indent: "  ", newline }
  const before = text.slice(0, first.keyStart)
  const line = before.slice(before.lastIndexOf("\n") + 1)
  return { indent: before.includes("\n") && line.trim() === "" ? line : null, newline }
}

const written = (value: unknown, { indent, newline }: Style): string =>
  indent === null ? JSON.stringify(value) : JSON.stringify(value, null, indent).replaceAll("\n", `${newline}${indent}`)

/** The text with this member set. `parsed` is what `parseJsonText` made of `text`, and an object. */
export const setJsonMember = (text: string, parsed: JsonText, key: string, value: unknown): string => {
  const style = styleOf(text, parsed)
  const { indent, newline } = style
  const existing = parsed.members.findLast((member) => member.key === key)
  if (existing !== undefined)
    return text.slice(0, existing.valueStart) + written(value, style) + text.slice(existing.valueEnd)

  const member = `${JSON.stringify(key)}: ${written(value, style)}`
  if (parsed.closing < 0) return `{${newline}${indent}${member}${newline}}${newline}`
  const last = parsed.members.at(-1)
  const end = last?.valueEnd ?? parsed.opening + 1
  const comma = last === undefined || parsed.trailingComma ? "" : ","
  const between = text.slice(end, parsed.closing)
  const rest = text.slice(parsed.closing)
  return indent === null
    ? `${text.slice(0, end)}${comma}${between.trimEnd()} ${member}${/\s$/.test(between) ? " " : ""}${rest}`
    : `${text.slice(0, end)}${comma}${between.trimEnd()}${newline}${indent}${member}${newline}${closingIndent(text, parsed)}${rest}`
}

const closingIndent = (text: string, { closing }: JsonText): string => {
  const before = text.slice(0, closing)
  const line = before.slice(before.lastIndexOf("\n") + 1)
  return before.includes("\n") && line.trim() === "" ? line : ""
}
