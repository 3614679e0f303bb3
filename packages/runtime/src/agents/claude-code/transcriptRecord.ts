/** Decodes one line of a transcript to what matters for a thread's state and details. Tolerant: nothing here fails. */
import {
  asObject,
  isTrueAt,
  type JsonObject,
  listAt,
  numberAt,
  objectAt,
  parseObject,
  stringAt,
  timeAt
} from "../../files/jsonFields.ts"
import { assistantRecord } from "./assistantRecord.ts"
import { isBookkeepingLine, isBookkeepingType } from "./bookkeeping.ts"
import { queuedPrompt, userText } from "./userText.ts"
import type { Decoded } from "./DecodedRecord.ts"

const none: Decoded = { kind: "none" }

const resultsOf = (record: JsonObject): ReadonlyArray<string> =>
  listAt(objectAt(record, "message"), "content").flatMap((block) => {
    const object = asObject(block)
    const id = stringAt(object, "tool_use_id")
    return stringAt(object, "type") === "tool_result" && id !== null ? [id] : []
  })

const userRecord = (record: JsonObject, at: number): Decoded => {
  if (isTrueAt(record, "isMeta") || isTrueAt(record, "isCompactSummary")) return none
  const toolIds = resultsOf(record)
  const text = userText(record)
  if (toolIds.length > 0 && text.kind !== "interrupt") {
    const result = objectAt(record, "toolUseResult")
    const launched = stringAt(result, "status") === "async_launched" ? stringAt(result, "agentId") : null
    return { kind: "results", at, toolIds, launched }
  }
  // Local commands leave the same records as commands that a model answers; only the latter have a source.
  const startsTurn = stringAt(record, "promptSource") !== null
  switch (text.kind) {
    case "interrupt":
      return { kind: "interrupted", at }
    case "notification":
      return { kind: "reported", at, taskId: text.taskId, startsTurn: true }
    case "prompt":
      return { kind: "prompt", at, prompt: stringAt(record, "promptSource") === "system" ? null : text.text }
    case "command":
      return startsTurn ? { kind: "prompt", at, prompt: text.text } : none
    case "shell":
      return stringAt(record, "turnOrigin") === null ? none : { kind: "prompt", at, prompt: null }
    case "other":
      return startsTurn ? { kind: "prompt", at, prompt: null } : none
  }
}

const systemRecord = (record: JsonObject, at: number): Decoded => {
  switch (stringAt(record, "subtype")) {
    case "turn_duration":
      return { kind: "ended", at, backgroundAgents: numberAt(record, "pendingBackgroundAgentCount") ?? 0 }
    case "compact_boundary": {
      const meta = objectAt(record, "compactMetadata")
      return {
        kind: "compacted",
        at,
        byHand: stringAt(meta, "trigger") !== "auto",
        tokens: numberAt(meta, "postTokens")
      }
    }
    default:
      return none
  }
}

const queueRecord = (record: JsonObject, at: number): Decoded => {
  const text = stringAt(record, "content")
  switch (stringAt(record, "operation")) {
    case "enqueue":
      if (text === null) return none
      if (!text.startsWith("<task-notification")) return { kind: "enqueued", at, text }
      return { kind: "reported", at, taskId: /<task-id>([^<]*)<\/task-id>/.exec(text)?.[1] ?? null, startsTurn: false }
    case "dequeue":
    case "remove":
      return { kind: "dequeued", at, text }
    case "popAll":
      return { kind: "queue-emptied", at }
    default:
      return none
  }
}

const attachmentRecord = (record: JsonObject, at: number): Decoded => {
  const attachment = objectAt(record, "attachment")
  if (stringAt(attachment, "type") !== "queued_command") return none
  if (stringAt(attachment, "commandMode") === "task-notification") return none
  const prompt = queuedPrompt(stringAt(attachment, "prompt") ?? "")
  return prompt === null ? none : { kind: "prompt", at, prompt }
}

const named = (by: "person" | "agent" | "model" | "summary", name: string | null): Decoded =>
  name === null || name.trim() === "" ? none : { kind: "named", by, name }

const byType = (type: string, record: JsonObject, at: number): Decoded => {
  switch (type) {
    case "user":
      return userRecord(record, at)
    case "assistant":
      return assistantRecord(record, at)
    case "system":
      return systemRecord(record, at)
    case "attachment":
      return attachmentRecord(record, at)
    case "queue-operation":
      return queueRecord(record, at)
    case "custom-title":
      return named("person", stringAt(record, "customTitle"))
    case "agent-name":
      return named("agent", stringAt(record, "agentName"))
    case "ai-title":
      return named("model", stringAt(record, "aiTitle"))
    case "summary":
      return named("summary", stringAt(record, "summary"))
    case "last-prompt": {
      const prompt = queuedPrompt(stringAt(record, "lastPrompt") ?? "")
      return prompt === null ? none : { kind: "last-prompt", prompt }
    }
    default:
      return isBookkeepingType(type) ? none : { kind: "unknown", type }
  }
}

/** One line. Records of subagents (`isSidechain`) are not this thread's. */
export const decodeTranscriptLine = (line: string): Decoded => {
  if (isBookkeepingLine(line)) return none
  const record = parseObject(line)
  const type = stringAt(record, "type")
  if (record === null || type === null) return { kind: "unknown", type: "unreadable line" }
  if (isTrueAt(record, "isSidechain")) return none
  return byType(type, record, timeAt(record, "timestamp") ?? 0)
}
