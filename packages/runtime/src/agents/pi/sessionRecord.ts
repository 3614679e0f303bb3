/** Decodes lines of Pi's session files, version 3: record by record, of each only what is read. */
import {
  listAt,
  numberAt,
  objectAt,
  parseObject,
  asObject,
  stringAt,
  timeAt,
  type JsonObject
} from "../../files/jsonFields.ts"

export type PiRecord =
  | { readonly kind: "session"; readonly id: string; readonly directory: string | null; readonly at: number }
  | { readonly kind: "model"; readonly model: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "user"; readonly at: number; readonly text: string }
  | {
      readonly kind: "assistant"
      readonly at: number
      readonly stop: string | null
      readonly error: string | null
      readonly model: string | null
      readonly tools: number
      readonly tokens: { readonly input: number; readonly output: number; readonly context: number } | null
    }
  | { readonly kind: "toolResult"; readonly at: number }
  | { readonly kind: "compaction"; readonly at: number }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly type: string }

const maxText = 4_000

/** Records that say nothing about what the thread does. */
const silent = new Set(["thinking_level_change", "branch_summary", "label", "custom", "custom_message"])
/** What a person ran in the shell, or what an extension added: no turn of the model. */
const silentRoles = new Set(["bashExecution", "custom", "branchSummary", "compactionSummary", "hookMessage"])

const textOf = (message: JsonObject | null): string => {
  const content = message?.content
  if (typeof content === "string") return content.slice(0, maxText)
  for (const part of listAt(message, "content")) {
    const text = stringAt(asObject(part), "text")
    if (text !== null) return text.slice(0, maxText)
  }
  return ""
}

const tokensOf = (message: JsonObject | null) => {
  const usage = objectAt(message, "usage")
  if (usage === null) return null
  const input = numberAt(usage, "input") ?? 0
  const cached = (numberAt(usage, "cacheRead") ?? 0) + (numberAt(usage, "cacheWrite") ?? 0)
  return { input: input + cached, output: numberAt(usage, "output") ?? 0, context: input + cached }
}

const messageRecord = (line: JsonObject): PiRecord => {
  const message = objectAt(line, "message")
  const role = stringAt(message, "role") ?? ""
  const at = timeAt(line, "timestamp") ?? numberAt(message, "timestamp") ?? 0
  switch (role) {
    case "user":
      return { kind: "user", at, text: textOf(message) }
    case "assistant":
      return {
        kind: "assistant",
        at,
        stop: stringAt(message, "stopReason"),
        error: stringAt(message, "errorMessage")?.slice(0, maxText) ?? null,
        model: stringAt(message, "model"),
        tools: listAt(message, "content").filter((part) => stringAt(asObject(part), "type") === "toolCall").length,
        tokens: tokensOf(message)
      }
    case "toolResult":
      return { kind: "toolResult", at }
    default:
      return silentRoles.has(role) ? { kind: "none" } : { kind: "unknown", type: `message ${role}` }
  }
}

/** A line of a session's file. Never throws. */
export const decodeSessionLine = (text: string): PiRecord => {
  const line = parseObject(text)
  const type = stringAt(line, "type")
  if (line === null || type === null) return { kind: "unknown", type: "no record" }
  switch (type) {
    case "session": {
      const id = stringAt(line, "id")
      if (id === null) return { kind: "unknown", type: "session without id" }
      return { kind: "session", id, directory: stringAt(line, "cwd"), at: timeAt(line, "timestamp") ?? 0 }
    }
    case "message":
      return messageRecord(line)
    case "model_change": {
      const model = stringAt(line, "modelId")
      return model === null ? { kind: "none" } : { kind: "model", model }
    }
    case "session_info": {
      const name = stringAt(line, "name")
      return name === null ? { kind: "none" } : { kind: "name", name }
    }
    case "compaction":
      return { kind: "compaction", at: timeAt(line, "timestamp") ?? 0 }
    default:
      return silent.has(type) ? { kind: "none" } : { kind: "unknown", type }
  }
}
