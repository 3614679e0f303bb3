/** Decodes what went to and came from the model. */
import { asObject, type JsonObject, listAt, parseObject, stringAt } from "../../files/jsonFields.ts"
import { promptOf } from "./promptText.ts"
import { type Decoded, none } from "./RolloutRecord.ts"

/** Tools that put a question to the person. */
const questions = new Set(["request_user_input", "ask_user"])

/** Items that say nothing of the state. */
const silent = new Set([
  "reasoning",
  "compaction",
  "context_compaction",
  "compaction_trigger",
  "ghost_snapshot",
  "other"
])

const textOf = (message: JsonObject | null): string =>
  listAt(message, "content")
    .flatMap((part) => stringAt(asObject(part), "text") ?? [])
    .join("\n")

const isEscalated = (call: JsonObject): boolean => {
  const text = stringAt(call, "arguments") ?? stringAt(call, "input") ?? ""
  // Most arguments are long and have nothing of it: they are not parsed.
  if (!text.includes("escalated")) return false
  const wanted = parseObject(text)
  return (
    stringAt(wanted, "sandbox_permissions") === "require_escalated" || wanted?.["with_escalated_permissions"] === true
  )
}

const messageRecord = (item: JsonObject, at: number, bare: boolean): Decoded => {
  switch (stringAt(item, "role")) {
    case "assistant":
      return { kind: "message", at, final: stringAt(item, "phase") === "final_answer" }
    case "user": {
      // Newer rollouts write prompts once more, as events; here they can't be told from what was injected with certainty.
      const text = bare ? promptOf(textOf(item)) : null
      return text === null ? none : { kind: "prompt", at, text }
    }
    default:
      return none
  }
}

/** `bare` items stand in a rollout of the oldest form, which has nothing else. */
export const responseRecord = (item: JsonObject | null, at: number, bare: boolean): Decoded => {
  const type = stringAt(item, "type")
  if (item === null || type === null) return none
  if (type === "message") return messageRecord(item, at, bare)
  const id = stringAt(item, "call_id") ?? stringAt(item, "id")
  if (type.endsWith("_output")) return id === null ? none : { kind: "answered", at, id }
  if (type === "function_call" || type === "custom_tool_call" || type === "local_shell_call") {
    const name = stringAt(item, "name") ?? "shell"
    if (id === null) return none
    return { kind: "called", at, id, call: { name, question: questions.has(name), escalated: isEscalated(item) } }
  }
  // Calls that the model's own side answers (a search, an image) stand in the file when they are over.
  if (silent.has(type) || type.endsWith("_call")) return none
  return { kind: "unknown", type: `item ${type}` }
}
