/** Decodes what the shared daemon of Codex tells every client about its threads. */
import { asObject, isTrueAt, type JsonObject, listAt, objectAt, parseObject, stringAt } from "../../files/jsonFields.ts"
import type { Role } from "./RolloutRecord.ts"

/** What a thread does, as its daemon says. */
export type LiveStatus = "working" | "approval" | "input" | "idle" | "failed" | "unloaded"

/** What a daemon tells of a thread besides its status. */
export interface LiveThread {
  readonly threadId: string
  readonly cwd: string | null
  readonly path: string | null
  readonly role: Role
  readonly parent: string | null
  readonly status: LiveStatus | null
}

export type LiveMessage =
  | { readonly kind: "status"; readonly threadId: string; readonly status: LiveStatus }
  | { readonly kind: "thread"; readonly thread: LiveThread }
  | { readonly kind: "closed"; readonly threadId: string }
  /** The threads that are open, by id. */
  | { readonly kind: "loaded"; readonly threadIds: ReadonlyArray<string> }
  | { readonly kind: "none" }

const none: LiveMessage = { kind: "none" }

/** Null for words of the future: they say nothing. */
const statusOf = (status: JsonObject | null): LiveStatus | null => {
  switch (stringAt(status, "type")) {
    case "active": {
      const flags = listAt(status, "activeFlags")
      if (flags.includes("waitingOnApproval")) return "approval"
      return flags.includes("waitingOnUserInput") ? "input" : "working"
    }
    case "idle":
      return "idle"
    case "systemError":
      return "failed"
    case "notLoaded":
      return "unloaded"
    default:
      return null
  }
}

/** Threads without a file (`ephemeral`) make titles and the like. */
const roleOf = (thread: JsonObject): Role => {
  const source = stringAt(thread, "threadSource")
  if (isTrueAt(thread, "ephemeral")) return "other"
  if (source === "subagent" || asObject(thread["source"]) !== null || stringAt(thread, "parentThreadId") !== null)
    return "subagent"
  return source === null || source === "user" ? "user" : "other"
}

const threadOf = (thread: JsonObject | null): LiveMessage => {
  const threadId = stringAt(thread, "id")
  if (thread === null || threadId === null) return none
  return {
    kind: "thread",
    thread: {
      threadId,
      cwd: stringAt(thread, "cwd"),
      path: stringAt(thread, "path"),
      role: roleOf(thread),
      parent: stringAt(thread, "parentThreadId"),
      status: statusOf(objectAt(thread, "status"))
    }
  }
}

/** One message: a notification, or the answer to a question of ours. */
export const decodeLiveMessage = (text: string): LiveMessage => {
  const message = parseObject(text)
  const params = objectAt(message, "params")
  switch (stringAt(message, "method")) {
    case "thread/status/changed": {
      const threadId = stringAt(params, "threadId")
      const status = statusOf(objectAt(params, "status"))
      return threadId === null || status === null ? none : { kind: "status", threadId, status }
    }
    case "thread/started":
      return threadOf(objectAt(params, "thread"))
    case "thread/closed": {
      const threadId = stringAt(params, "threadId")
      return threadId === null ? none : { kind: "closed", threadId }
    }
    case null: {
      const result = objectAt(message, "result")
      const data = result?.["data"]
      if (Array.isArray(data)) return { kind: "loaded", threadIds: data.filter((id) => typeof id === "string") }
      return threadOf(objectAt(result, "thread"))
    }
    default:
      return none
  }
}

/** What is asked of the daemon: to be let in, and what there is. It is never asked to do anything. */
export const questions = {
  initialize: (id: number) =>
    JSON.stringify({
      id,
      method: "initialize",
      params: { clientInfo: { name: "opensessions", title: "opensessions", version: "1" } }
    }),
  initialized: JSON.stringify({ method: "initialized" }),
  loaded: (id: number) => JSON.stringify({ id, method: "thread/loaded/list", params: {} }),
  read: (id: number, threadId: string) =>
    JSON.stringify({ id, method: "thread/read", params: { threadId, includeTurns: false } })
}
