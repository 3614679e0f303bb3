/** Decodes lines of Gemini CLI's chat files: record by record, of each only what is read. Observed on 0.61.0. */
import {
  asObject,
  type JsonObject,
  listAt,
  numberAt,
  objectAt,
  parseObject,
  stringAt,
  timeAt
} from "../../files/jsonFields.ts"

export type ChatRecord =
  | { readonly kind: "session"; readonly id: string; readonly at: number; readonly main: boolean }
  /** What the model is told of its surroundings; what follows with the same time repeats what was said before. */
  | { readonly kind: "context"; readonly at: number }
  | { readonly kind: "user"; readonly at: number; readonly text: string }
  | { readonly kind: "toolResult"; readonly at: number }
  | {
      readonly kind: "model"
      readonly at: number
      readonly model: string | null
      readonly tools: number
      readonly hasText: boolean
      readonly tokens: { readonly input: number; readonly output: number } | null
    }
  | { readonly kind: "cancelled"; readonly at: number }
  | { readonly kind: "failed"; readonly at: number; readonly message: string }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly type: string }

const maxText = 4_000
/** Told to the person, and nothing about what the thread does. */
const silent = new Set(["info", "warning", "system"])

const partsOf = (line: JsonObject): ReadonlyArray<JsonObject> =>
  listAt(line, "content")
    .map(asObject)
    .filter((part) => part !== null)

const textOf = (line: JsonObject): string => {
  const { content } = line
  const text =
    typeof content === "string"
      ? content
      : partsOf(line)
          .map((part) => stringAt(part, "text") ?? "")
          .join("")
  return text.slice(0, maxText)
}

const userRecord = (line: JsonObject, at: number): ChatRecord => {
  const text = textOf(line)
  if (text.startsWith("<session_context>")) return { kind: "context", at }
  if (partsOf(line).some((part) => "functionResponse" in part)) return { kind: "toolResult", at }
  return text === "" ? { kind: "none" } : { kind: "user", at, text }
}

const modelRecord = (line: JsonObject, at: number): ChatRecord => {
  const tokens = objectAt(line, "tokens")
  const called = partsOf(line).filter((part) => "functionCall" in part).length
  return {
    kind: "model",
    at,
    model: stringAt(line, "model"),
    tools: Math.max(called, listAt(line, "toolCalls").length),
    hasText: textOf(line).trim() !== "",
    tokens: tokens === null ? null : { input: numberAt(tokens, "input") ?? 0, output: numberAt(tokens, "output") ?? 0 }
  }
}

/** A line of a chat's file. Never throws. */
export const decodeChatLine = (text: string): ChatRecord => {
  const line = parseObject(text)
  if (line === null) return { kind: "unknown", type: "no record" }
  const id = stringAt(line, "sessionId")
  if (id !== null && "startTime" in line)
    return {
      kind: "session",
      id,
      at: timeAt(line, "startTime") ?? 0,
      main: (stringAt(line, "kind") ?? "main") === "main"
    }
  const type = stringAt(line, "type")
  const at = timeAt(line, "timestamp") ?? 0
  if (type === null)
    return Object.keys(line).some((key) => key.startsWith("$"))
      ? { kind: "none" }
      : { kind: "unknown", type: "no type" }
  switch (type) {
    case "user":
      return userRecord(line, at)
    case "gemini":
      return modelRecord(line, at)
    case "error":
      return { kind: "failed", at, message: textOf(line) }
    default:
      if (type === "info" && /^Request cancelled\b/.test(textOf(line))) return { kind: "cancelled", at }
      return silent.has(type) ? { kind: "none" } : { kind: "unknown", type }
  }
}
