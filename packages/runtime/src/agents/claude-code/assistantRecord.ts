/** Decodes what the model said: one record for each content block, or the error that came instead. */
import { asObject, isTrueAt, type JsonObject, listAt, numberAt, objectAt, stringAt } from "../../files/jsonFields.ts"
import type { Decoded, ToolUse, Usage } from "./DecodedRecord.ts"

/** The model's name in messages that no model made. */
const synthetic = "<synthetic>"

/** Final stop reasons. `tool_use`, `pause_turn` and none at all mean that the turn goes on. */
const final = new Set(["end_turn", "stop_sequence", "max_tokens", "refusal", "model_context_window_exceeded"])

/** Why a turn failed, in the words of the contract. */
export const failureReason = (error: string | null, status: number | null): string => {
  if (status === 429 || error === "rate_limit") return "rate-limit"
  if (status === 401 || status === 403 || error === "authentication_failed" || error === "oauth_org_not_allowed")
    return "auth"
  return "api-error"
}

const toolsOf = (message: JsonObject | null): ReadonlyArray<ToolUse> =>
  listAt(message, "content").flatMap((block) => {
    const object = asObject(block)
    const id = stringAt(object, "id")
    const name = stringAt(object, "name")
    return stringAt(object, "type") === "tool_use" && id !== null && name !== null ? [{ id, name }] : []
  })

const usageOf = (message: JsonObject | null): Usage | null => {
  const usage = objectAt(message, "usage")
  const messageId = stringAt(message, "id")
  if (usage === null || messageId === null) return null
  const fresh = (numberAt(usage, "input_tokens") ?? 0) + (numberAt(usage, "cache_creation_input_tokens") ?? 0)
  return {
    messageId,
    input: fresh,
    output: numberAt(usage, "output_tokens") ?? 0,
    contextUsed: fresh + (numberAt(usage, "cache_read_input_tokens") ?? 0)
  }
}

export const assistantRecord = (record: JsonObject, at: number): Decoded => {
  const message = objectAt(record, "message")
  if (isTrueAt(record, "isApiErrorMessage")) {
    const error = stringAt(record, "error")
    const status = numberAt(record, "apiErrorStatus")
    const detail = [error, status].filter((part) => part !== null).join(" ")
    return { kind: "failed", at, reason: failureReason(error, status), detail }
  }
  if (isTrueAt(record, "isAbortedMidStream")) return { kind: "interrupted", at }
  const model = stringAt(message, "model")
  if (model === synthetic) return { kind: "none" }
  const tools = toolsOf(message)
  const ends = tools.length === 0 && final.has(stringAt(message, "stop_reason") ?? "")
  return { kind: "message", at, tools, ends, model, usage: usageOf(message) }
}
