/** Decodes what happened in a turn. */
import { asObject, isTrueAt, type JsonObject, listAt, numberAt, objectAt, stringAt } from "../../files/jsonFields.ts"
import { failureOf } from "./failure.ts"
import { promptOf } from "./promptText.ts"
import { type Decoded, none } from "./RolloutRecord.ts"

/** Events that say nothing of the state, or nothing that another one does not say. */
const silent = new Set([
  "agent_reasoning",
  "agent_reasoning_raw_content",
  "agent_reasoning_section_break",
  "context_compacted",
  "entered_review_mode",
  "exited_review_mode",
  "exec_command_end",
  "image_generation_end",
  "mcp_tool_call_end",
  "model_reroute",
  "patch_apply_end",
  "plan_update",
  "realtime_conversation_closed",
  "session_configured",
  "stream_error",
  "sub_agent_activity",
  "thread_goal_updated",
  "thread_name_updated",
  "thread_rolled_back",
  "undo_completed",
  "view_image_tool_call",
  "warning",
  "web_search_end"
])

const prompt = (text: string, at: number): Decoded => {
  const asked = promptOf(text)
  return asked === null ? none : { kind: "prompt", at, text: asked }
}

const itemRecord = (payload: JsonObject | null, at: number): Decoded => {
  const item = objectAt(payload, "item")
  switch (stringAt(item, "type")) {
    case "UserMessage": {
      const texts = listAt(item, "content").flatMap((part) => stringAt(asObject(part), "text") ?? [])
      return prompt(texts.join("\n"), at)
    }
    case "AgentMessage":
      return { kind: "message", at, final: stringAt(item, "phase") === "final_answer" }
    case "Plan":
      return { kind: "planned", at }
    case "CollabAgentToolCall": {
      const children = listAt(item, "receiver_thread_ids").filter((id) => typeof id === "string")
      const spawns = (stringAt(item, "tool") ?? "").startsWith("spawn")
      return spawns && children.length > 0 ? { kind: "spawned", at, children } : none
    }
    case "CommandExecution":
    case "FileChange":
    case "McpToolCall": {
      const id = stringAt(item, "id")
      return id === null ? none : { kind: "answered", at, id }
    }
    default:
      return none
  }
}

/** `input_tokens` counts what was cached, too. */
const tokensRecord = (info: JsonObject | null, at: number): Decoded => {
  const total = objectAt(info, "total_token_usage")
  const last = objectAt(info, "last_token_usage")
  if (total === null) return none
  const figure = (usage: JsonObject | null, key: string) => Math.round(numberAt(usage, key) ?? 0)
  const contextSize = figure(info, "model_context_window")
  return {
    kind: "counted",
    at,
    tokens: {
      input: Math.max(0, figure(total, "input_tokens") - figure(total, "cached_input_tokens")),
      output: figure(total, "output_tokens"),
      contextUsed: figure(last, "input_tokens"),
      ...(contextSize > 0 ? { contextSize } : {})
    }
  }
}

const settingsRecord = (payload: JsonObject | null): Decoded => {
  const settings = objectAt(payload, "thread_settings")
  return { kind: "settings", cwd: stringAt(settings, "cwd"), model: stringAt(settings, "model") }
}

export const eventRecord = (payload: JsonObject | null, at: number): Decoded => {
  const type = stringAt(payload, "type")
  const turnId = stringAt(payload, "turn_id")
  switch (type) {
    case "task_started":
    case "turn_started":
      return { kind: "started", at, turnId }
    case "task_complete":
    case "turn_complete": {
      const failure = failureOf(objectAt(payload, "error"))
      return { kind: "completed", at, turnId, failure, answered: stringAt(payload, "last_agent_message") !== null }
    }
    case "turn_aborted": {
      const reason = stringAt(payload, "reason")
      return { kind: "aborted", at, turnId, interrupted: reason !== "replaced" && reason !== "review_ended" }
    }
    case "item_completed":
      return itemRecord(payload, at)
    case "user_message": {
      const plain = stringAt(payload, "kind") ?? "plain"
      return plain === "plain" && !isTrueAt(payload, "synthetic")
        ? prompt(stringAt(payload, "message") ?? "", at)
        : none
    }
    case "agent_message":
      return { kind: "message", at, final: stringAt(payload, "phase") === "final_answer" }
    case "error": {
      const failure = failureOf(payload)
      return failure === null ? none : { kind: "failed", at, failure }
    }
    case "token_count":
      return tokensRecord(objectAt(payload, "info"), at)
    case "thread_settings_applied":
      return settingsRecord(payload)
    case "verified_answer": {
      const id = stringAt(payload, "call_id")
      return id === null ? none : { kind: "answered", at, id }
    }
    case null:
      return none
    default:
      return silent.has(type) ? none : { kind: "unknown", type: `event ${type}` }
  }
}
