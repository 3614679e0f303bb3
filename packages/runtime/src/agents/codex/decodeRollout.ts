/**
 * Decodes one line of a rollout. Two forms are in use: paginated ones write items when they are complete, older ones
 * messages and events; the oldest have no envelope around their items. What is not known is counted.
 */
import { isTrueAt, type JsonObject, objectAt, parseObject, stringAt, timeAt } from "../../files/jsonFields.ts"
import { eventRecord } from "./eventRecord.ts"
import { responseRecord } from "./responseRecord.ts"
import { type Decoded, none, type Role } from "./RolloutRecord.ts"

const bookkeeping = new Set([
  "world_state",
  "token_usage_record",
  "compacted",
  "ghost_snapshot",
  "inter_agent_communication"
])

const roleOf = (meta: JsonObject | null): Role => {
  const threadSource = stringAt(meta, "thread_source")
  if (objectAt(meta, "source") !== null || threadSource === "subagent") return "subagent"
  return threadSource === null || threadSource === "user" ? "user" : "other"
}

const metaRecord = (meta: JsonObject | null): Decoded => {
  const spawn = objectAt(objectAt(objectAt(meta, "source"), "subagent"), "thread_spawn")
  return {
    kind: "meta",
    threadId: stringAt(meta, "id"),
    cwd: stringAt(meta, "cwd"),
    role: roleOf(meta),
    parent: stringAt(meta, "parent_thread_id") ?? stringAt(spawn, "parent_thread_id")
  }
}

/** One line. */
export const decodeRolloutLine = (line: string): Decoded => {
  const record = parseObject(line)
  const type = stringAt(record, "type")
  if (record === null) return { kind: "unknown", type: "unreadable line" }
  const at = timeAt(record, "timestamp") ?? 0
  const payload = objectAt(record, "payload")
  switch (type) {
    case "session_meta":
      return metaRecord(payload)
    case "turn_context":
      return { kind: "settings", cwd: stringAt(payload, "cwd"), model: stringAt(payload, "model") }
    case "event_msg":
      return eventRecord(payload, at)
    case "response_item":
      return responseRecord(payload, at, false)
    case "retained_context":
      return stringAt(payload, "type") === "verified_answer" ? eventRecord(payload, at) : none
    case null:
      // The oldest form: the first line is the bare meta, and now and then there is a note of the state.
      return stringAt(record, "id") !== null
        ? metaRecord(record)
        : stringAt(record, "record_type") === "state"
          ? none
          : { kind: "unknown", type: "line without a type" }
    default:
      if (bookkeeping.has(type) || isTrueAt(record, "isMeta")) return none
      return payload === null ? responseRecord(record, at, true) : { kind: "unknown", type }
  }
}
