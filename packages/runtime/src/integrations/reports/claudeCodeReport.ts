/**
 * Claude Code's hooks. An interrupt and a refusal call none, so a wait or work that they told of may be over: newer words
 * of the transcript, the live record and the title are believed before them.
 */
import { failureReason } from "../../agents/claude-code/assistantRecord.ts"
import { asObject, type JsonObject, listAt, stringAt } from "../../files/jsonFields.ts"
import { hookReport, type HookReport, type ReadReport, says } from "./HookReport.ts"

/** Tools that only ask; for all others a permission is what is waited for. */
export const askingTools: Readonly<Record<string, string>> = { AskUserQuestion: "question", ExitPlanMode: "plan" }

const meaningless = new Set([
  "UserPromptExpansion",
  "SubagentStart",
  "SubagentStop",
  "PreModelSwitch",
  "PostModelSwitch",
  "Setup",
  "TeammateIdle",
  "TaskCreated",
  "TaskCompleted",
  "ConfigChange",
  "WorktreeCreate",
  "WorktreeRemove",
  "InstructionsLoaded",
  "CwdChanged",
  "FileChanged",
  "DirectoryAdded",
  "MessageDisplay"
])

/** Before 2.1 a notification had a text only. */
const notified = (payload: JsonObject): HookReport["state"] => {
  const kind = stringAt(payload, "notification_type")
  if (kind === "permission_prompt") return says("waiting", "permission")
  if (kind === "elicitation_dialog") return says("waiting", "question")
  const message = stringAt(payload, "message") ?? ""
  return kind === null && /permission/i.test(message) ? says("waiting", "permission") : null
}

const isBusy = (task: unknown): boolean => stringAt(asObject(task), "status") === "running"

/** Background agents keep the thread at work whose turn has ended. */
const stopped = (payload: JsonObject): HookReport["state"] =>
  listAt(payload, "background_tasks").some(isBusy) ? says("running", "background-task") : says("done")

/** A prompt that nobody typed begins with a tag: a background task has reported. */
const typed = (prompt: string | null): string | null => (prompt === null || /^<[a-z-]+>/.test(prompt) ? null : prompt)

export const claudeCodeReport: ReadReport = (payload) => {
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
  const asks = askingTools[tool]
  switch (event) {
    case "SessionStart":
      return stringAt(payload, "source") === "compact" ? "ignored" : of(says("idle"))
    case "UserPromptSubmit":
      return of(says("running"), { prompt: typed(stringAt(payload, "prompt")) })
    case "PreToolUse":
      if (asks !== undefined) return of(says("waiting", asks))
      return of(says(inSubagent ? "running" : "tool-running"))
    case "PermissionRequest":
      return of(says("waiting", asks ?? "permission"))
    case "Elicitation":
      return of(says("waiting", "question"))
    case "PostToolUse":
    case "PostToolUseFailure":
    case "PostToolBatch":
    case "PermissionDenied":
    case "ElicitationResult":
      return of(says("running"))
    case "Notification": {
      const state = notified(payload)
      return state === null ? "ignored" : of(state, { reminder: true })
    }
    case "Stop":
      return of(stopped(payload))
    case "StopFailure":
      return of(says("error", failureReason(stringAt(payload, "error"), null)))
    case "PreCompact":
      return of(says("running", "compacting"))
    case "PostCompact":
      return of(stringAt(payload, "trigger") === "auto" ? says("running") : says("idle"))
    case "SessionEnd":
      return of(says(null), { ended: true })
    default:
      return meaningless.has(event) ? "ignored" : "unknown"
  }
}
