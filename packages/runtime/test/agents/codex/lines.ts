/** Lines of rollouts for tests, reduced to the fields that are read. Times are milliseconds since `epoch`. */

export const epoch = Date.parse("2026-11-22T10:00:00.000Z")

/** Thread ids as Codex makes them: the first part is the time. */
export const threadId = (n: number, at = 0) => {
  const hex = (epoch + at).toString(16).padStart(12, "0")
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${String(n).padStart(12, "0")}`
}

const line = (at: number, type: string, payload: object) =>
  JSON.stringify({ timestamp: new Date(epoch + at).toISOString(), type, payload })
const event = (at: number, payload: object) => line(at, "event_msg", payload)
const item = (at: number, content: object) => event(at, { type: "item_completed", item: content })
const response = (at: number, payload: object) => line(at, "response_item", payload)

export const meta = (at: number, id: string, more: object = {}) =>
  line(at, "session_meta", { id, cwd: "/work", source: "cli", thread_source: "user", ...more })

export const subagentMeta = (at: number, id: string, parent: string) =>
  meta(at, id, {
    thread_source: "subagent",
    parent_thread_id: parent,
    source: { subagent: { thread_spawn: { parent_thread_id: parent, depth: 1 } } }
  })

export const context = (at: number, model: string, cwd = "/work") => line(at, "turn_context", { cwd, model })
export const started = (at: number, turn = `t${at}`) => event(at, { type: "task_started", turn_id: turn })
export const prompt = (at: number, text: string) => item(at, { type: "UserMessage", content: [{ type: "text", text }] })
export const said = (at: number) => item(at, { type: "AgentMessage", content: [{ type: "Text", text: "words" }] })
export const planned = (at: number) => item(at, { type: "Plan", text: "a plan" })

export const called = (at: number, id: string, name = "exec_command", args: object = { cmd: "ls" }) =>
  response(at, { type: "function_call", name, arguments: JSON.stringify(args), call_id: id })
export const escalated = (at: number, id: string) =>
  called(at, id, "exec_command", { cmd: "touch a", sandbox_permissions: "require_escalated" })
export const asked = (at: number, id: string) => called(at, id, "request_user_input", { questions: [] })
export const answered = (at: number, id: string) =>
  response(at, { type: "function_call_output", call_id: id, output: "out" })
export const ran = (at: number, id: string) => item(at, { type: "CommandExecution", id, status: "completed" })
export const verified = (at: number, id: string) =>
  line(at, "retained_context", { type: "verified_answer", call_id: id })

export const completed = (at: number, more: object = { last_agent_message: "words" }) =>
  event(at, { type: "task_complete", last_agent_message: null, ...more })
export const failed = (at: number, message: string, info: unknown = "other") =>
  completed(at, { error: { message, codex_error_info: info } })
export const aborted = (at: number, reason = "interrupted", turn?: string) =>
  event(at, { type: "turn_aborted", reason, ...(turn === undefined ? {} : { turn_id: turn }) })

export const spawned = (at: number, child: string) =>
  item(at, { type: "CollabAgentToolCall", id: "c", tool: "spawn_agent", receiver_thread_ids: [child] })

export const counted = (at: number, more: object = {}) =>
  event(at, {
    type: "token_count",
    info: {
      total_token_usage: { input_tokens: 120, cached_input_tokens: 20, output_tokens: 30 },
      last_token_usage: { input_tokens: 70, output_tokens: 5 },
      ...more
    }
  })

/** The older form: events without marks of where turns begin and end. */
export const older = {
  prompt: (at: number, text: string) => event(at, { type: "user_message", message: text, kind: "plain" }),
  injected: (at: number) =>
    event(at, { type: "user_message", message: "<environment_context>x</environment_context>" }),
  message: (at: number, phase?: string) => event(at, { type: "agent_message", message: "words", phase }),
  error: (at: number, message: string) => event(at, { type: "error", message })
}

/** The oldest form: items without an envelope. */
export const oldest = {
  meta: (id: string) => JSON.stringify({ id, timestamp: new Date(epoch).toISOString(), instructions: null }),
  user: (text: string) => JSON.stringify({ type: "message", role: "user", content: [{ type: "input_text", text }] }),
  assistant: JSON.stringify({ type: "message", role: "assistant", content: [{ type: "output_text", text: "words" }] }),
  called: JSON.stringify({ type: "function_call", name: "shell", arguments: "{}", call_id: "c" })
}
