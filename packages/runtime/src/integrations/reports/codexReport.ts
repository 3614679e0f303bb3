/**
 * Codex's hooks and its `notify` program. Both are called for subagents, `notify` for threads that only make up a title,
 * too; the latter have ids that nobody else knows. Nothing is called on an interrupt, a refusal or an API error.
 */
import { stringAt } from "../../files/jsonFields.ts"
import { hookReport, type HookReport, type ReadReport, says } from "./HookReport.ts"

const meaningless = new Set(["SubagentStart", "SubagentStop"])

/** A turn without a last message ended with a plan, and its question is on the screen, or with nothing at all. */
const ended = (lastMessage: string | null): HookReport["state"] => (lastMessage === null ? says(null) : says("done"))

export const codexReport: ReadReport = (payload) => {
  const type = stringAt(payload, "type")
  if (type !== null) {
    if (type !== "agent-turn-complete") return "unknown"
    return hookReport({
      threadId: stringAt(payload, "thread-id"),
      cwd: stringAt(payload, "cwd"),
      state: ended(stringAt(payload, "last-assistant-message")),
      detail: type
    })
  }
  const event = stringAt(payload, "hook_event_name") ?? ""
  const tool = stringAt(payload, "tool_name") ?? ""
  const inSubagent = stringAt(payload, "agent_id") !== null
  const of = (state: HookReport["state"], more: Partial<HookReport> = {}): HookReport =>
    hookReport({
      threadId: stringAt(payload, "session_id"),
      cwd: stringAt(payload, "cwd"),
      state,
      detail: tool === "" ? event : `${event} ${tool}`,
      ...more
    })
  switch (event) {
    case "PermissionRequest":
      return of(says("waiting", "permission"))
    case "PostToolUse":
      // The parent's turn may be over while a subagent works.
      return of(inSubagent ? says(null) : says("running"))
    case "SessionEnd":
      return inSubagent ? "ignored" : of(says(null), { ended: true })
    case "SessionStart":
      // It comes with the first prompt.
      return "ignored"
    case "UserPromptSubmit":
      return inSubagent ? "ignored" : of(says("running"), { prompt: stringAt(payload, "prompt") })
    case "PreToolUse":
      if (tool === "request_user_input") return of(says("waiting", "question"))
      return inSubagent ? "ignored" : of(says("tool-running"))
    case "Stop":
      return inSubagent ? "ignored" : of(ended(stringAt(payload, "last_assistant_message")))
    case "PreCompact":
      return inSubagent ? "ignored" : of(says("running", "compacting"))
    case "PostCompact":
    case "Interrupt":
      return inSubagent ? "ignored" : of(says(null))
    default:
      return meaningless.has(event) ? "ignored" : "unknown"
  }
}
