import { assert, describe, it } from "@effect/vitest"
import { type HookReport, type ReadReport } from "@opensessions/runtime/integrations/reports/HookReport"
import { ampReport } from "@opensessions/runtime/integrations/reports/ampReport"
import { claudeCodeReport } from "@opensessions/runtime/integrations/reports/claudeCodeReport"
import { codexReport } from "@opensessions/runtime/integrations/reports/codexReport"
import { geminiReport } from "@opensessions/runtime/integrations/reports/geminiReport"
import { openCodeReport } from "@opensessions/runtime/integrations/reports/openCodeReport"
import { piReport } from "@opensessions/runtime/integrations/reports/piReport"

/** What it says in one word: a status, with its reason; `silent` says nothing about the state, `withdrawn` takes back. */
const word = (read: ReadReport, payload: Record<string, unknown>): string => {
  const report = read(payload)
  if (typeof report === "string") return report
  const { state } = report
  if (state === null) return "silent"
  if (state.status === null) return "withdrawn"
  return state.reason === null ? state.status : `${state.status} ${state.reason}`
}

const reportOf = (read: ReadReport, payload: Record<string, unknown>): HookReport => {
  const report = read(payload)
  if (typeof report === "string") throw new Error(report)
  return report
}

/** Reduced from recorded calls of 2.1.330 and 2.1.197: the fields that are read, in their order. */
const claude = (hook_event_name: string, more: Record<string, unknown> = {}) => ({
  session_id: "18b418ae",
  cwd: "/work",
  hook_event_name,
  ...more
})
const inAgent = { agent_id: "ae52e91", agent_type: "general-purpose" }
const task = (status: string) => ({ background_tasks: [{ id: "ae52e91", type: "subagent", status }] })

describe("Claude Code's hooks", () => {
  it.each([
    [claude("SessionStart", { source: "startup" }), "idle"],
    [claude("SessionStart", { source: "resume" }), "idle"],
    [claude("SessionStart", { source: "compact" }), "ignored"],
    [claude("UserPromptSubmit", { prompt: "s-tool please" }), "running"],
    [claude("PreToolUse", { tool_name: "Bash" }), "tool-running"],
    [claude("PreToolUse", { ...inAgent, tool_name: "Bash" }), "running"],
    [claude("PreToolUse", { tool_name: "AskUserQuestion" }), "waiting question"],
    [claude("PreToolUse", { tool_name: "ExitPlanMode" }), "waiting plan"],
    [claude("PermissionRequest", { tool_name: "Bash" }), "waiting permission"],
    [claude("PermissionRequest", { ...inAgent, tool_name: "Bash" }), "waiting permission"],
    [claude("PermissionRequest", { tool_name: "AskUserQuestion" }), "waiting question"],
    [claude("PermissionRequest", { tool_name: "ExitPlanMode" }), "waiting plan"],
    [claude("PostToolUse", { tool_name: "Bash" }), "running"],
    [claude("PostToolUse", { ...inAgent, tool_name: "Bash" }), "running"],
    [claude("PostToolUseFailure", { tool_name: "Bash" }), "running"],
    [claude("Notification", { notification_type: "permission_prompt" }), "waiting permission"],
    [claude("Notification", { notification_type: "elicitation_dialog" }), "waiting question"],
    [claude("Notification", { notification_type: "idle_prompt" }), "ignored"],
    [claude("Notification", { message: "Claude needs your permission" }), "waiting permission"],
    [claude("Notification", { message: "Claude is waiting for your input" }), "ignored"],
    [claude("Stop", { background_tasks: [] }), "done"],
    [claude("Stop"), "done"],
    [claude("Stop", task("running")), "running background-task"],
    [claude("Stop", task("completed")), "done"],
    [claude("StopFailure", { error: "rate_limit" }), "error rate-limit"],
    [claude("StopFailure", { error: "authentication_failed" }), "error auth"],
    [claude("StopFailure", { error: "server_error" }), "error api-error"],
    [claude("SubagentStart", inAgent), "ignored"],
    [claude("SubagentStop", { ...inAgent, ...task("running") }), "ignored"],
    [claude("PreCompact", { trigger: "manual" }), "running compacting"],
    [claude("PostCompact", { trigger: "manual" }), "idle"],
    [claude("PostCompact", { trigger: "auto" }), "running"],
    [claude("SessionEnd", { reason: "other" }), "withdrawn"],
    [claude("MessageDisplay"), "ignored"],
    [claude("SomethingNew"), "unknown"],
    [{}, "unknown"]
  ])("%j says %s", (payload, expected) => assert.strictEqual(word(claudeCodeReport, payload), expected))

  it("takes only what a person typed for a prompt, and a notification for a reminder", () => {
    assert.strictEqual(reportOf(claudeCodeReport, claude("UserPromptSubmit", { prompt: "do it" })).prompt, "do it")
    const notice = claude("UserPromptSubmit", { prompt: "<task-notification>\n<task-id>ae" })
    assert.strictEqual(reportOf(claudeCodeReport, notice).prompt, null)
    const reminder = claude("Notification", { notification_type: "permission_prompt" })
    assert.isTrue(reportOf(claudeCodeReport, reminder).reminder)
  })
})

const codex = (hook_event_name: string, more: Record<string, unknown> = {}) => ({
  session_id: "01a202f2-441e",
  turn_id: "01a202f2-4c42",
  ...more,
  cwd: "/work",
  hook_event_name
})
const notify = { type: "agent-turn-complete", "thread-id": "01a202f2-4ce5", cwd: "/work", "input-messages": ["x"] }

describe("Codex's hooks and notify", () => {
  it.each([
    [codex("SessionStart"), "ignored"],
    [codex("UserPromptSubmit", { prompt: "go" }), "running"],
    [codex("PreToolUse", { tool_name: "Bash" }), "tool-running"],
    [codex("PreToolUse", { tool_name: "request_user_input" }), "waiting question"],
    [codex("PermissionRequest", { tool_name: "Bash" }), "waiting permission"],
    [codex("PostToolUse", { tool_name: "Bash" }), "running"],
    [codex("Stop", { last_assistant_message: "Done." }), "done"],
    [codex("Stop", { last_assistant_message: null }), "withdrawn"],
    [codex("PreCompact"), "running compacting"],
    [codex("PostCompact"), "withdrawn"],
    [codex("Interrupt"), "withdrawn"],
    [codex("SessionEnd"), "withdrawn"],
    [codex("SubagentStart", { agent_id: "a" }), "ignored"],
    [codex("SubagentStop", { agent_id: "a" }), "ignored"],
    [codex("UserPromptSubmit", { agent_id: "a" }), "ignored"],
    [codex("PreToolUse", { agent_id: "a" }), "ignored"],
    [codex("Stop", { agent_id: "a", last_assistant_message: "x" }), "ignored"],
    [codex("PermissionRequest", { agent_id: "a" }), "waiting permission"],
    [codex("PostToolUse", { agent_id: "a" }), "withdrawn"],
    [{ ...notify, "last-assistant-message": "Done." }, "done"],
    [{ ...notify, "last-assistant-message": null }, "withdrawn"],
    [{ ...notify, type: "approval-requested" }, "unknown"]
  ])("%j says %s", (payload, expected) => assert.strictEqual(word(codexReport, payload), expected))

  it("names the thread of notify as the hooks do", () =>
    assert.strictEqual(reportOf(codexReport, notify).threadId, "01a202f2-4ce5"))
})

describe("Gemini CLI's hooks", () => {
  it.each([
    [{ hook_event_name: "SessionStart" }, "idle"],
    [{ hook_event_name: "BeforeAgent", prompt: "go" }, "running"],
    [{ hook_event_name: "BeforeTool", tool_name: "run_shell_command" }, "tool-running"],
    [{ hook_event_name: "AfterTool" }, "running"],
    [{ hook_event_name: "Notification", notification_type: "ToolPermission" }, "waiting permission"],
    [{ hook_event_name: "Notification", notification_type: "Other" }, "ignored"],
    [{ hook_event_name: "PreCompress", trigger: "auto" }, "ignored"],
    [{ hook_event_name: "AfterAgent" }, "done"],
    [{ hook_event_name: "AfterModel" }, "ignored"],
    [{ hook_event_name: "SessionEnd" }, "withdrawn"],
    [{ hook_event_name: "New" }, "unknown"]
  ])("%j says %s", (payload, expected) => assert.strictEqual(word(geminiReport, payload), expected))
})

const open = (type: string, more: Record<string, unknown> = {}) => ({ type, sessionID: "ses_1", ...more })

describe("OpenCode's events", () => {
  it.each([
    [open("session.status", { status: { type: "busy" } }), "running"],
    [open("session.status", { status: { type: "retry", attempt: 2 } }), "running"],
    [open("session.status", { status: { type: "idle" } }), "idle"],
    [open("session.status", { status: { type: "idle" }, child: true }), "ignored"],
    [open("session.status", { status: { type: "new" } }), "ignored"],
    [open("session.error", { error: { name: "MessageAbortedError" } }), "interrupted"],
    [open("session.error", { error: { name: "ProviderAuthError" } }), "error auth"],
    [open("session.error", { error: { name: "APIError", data: { statusCode: 429 } } }), "error rate-limit"],
    [open("session.error", { error: { name: "APIError", data: { statusCode: 500 } } }), "error api-error"],
    [open("session.error", { error: { name: "APIError" }, child: true }), "ignored"],
    [open("permission.asked"), "waiting permission"],
    [open("permission.asked", { child: true }), "waiting permission"],
    [open("question.asked"), "waiting question"],
    [open("permission.replied", { reply: "once", open: 0 }), "running"],
    [open("permission.replied", { reply: "once", open: 1 }), "ignored"],
    [open("permission.replied", { reply: "reject", open: 0 }), "withdrawn"],
    [open("question.replied", { open: 0 }), "running"],
    [open("question.rejected", { open: 0 }), "withdrawn"],
    [open("todo.updated"), "unknown"]
  ])("%j says %s", (payload, expected) => assert.strictEqual(word(openCodeReport, payload), expected))
})

const file = "/home/me/.pi/agent/sessions/--work--/2026-11-22T11-08-08-341Z_01a202f1-2715-7665-a9fc-3500551e4d9f.jsonl"

describe("Pi's events", () => {
  it.each([
    [{ type: "session_start" }, "idle"],
    [{ type: "agent_start" }, "running"],
    [{ type: "tool_execution_start", toolName: "bash" }, "tool-running"],
    [{ type: "tool_execution_end", toolName: "bash" }, "running"],
    [{ type: "agent_end", stopReason: "stop" }, "done"],
    [{ type: "agent_end", stopReason: "aborted" }, "interrupted"],
    // An attempt that failed: another may follow.
    [{ type: "agent_end", stopReason: "error" }, "withdrawn"],
    [{ type: "session_before_compact" }, "running compacting"],
    [{ type: "session_compact" }, "withdrawn"],
    [{ type: "session_shutdown" }, "withdrawn"],
    [{ type: "turn_start" }, "unknown"]
  ])("%j says %s", (payload, expected) => assert.strictEqual(word(piReport, payload), expected))

  it("knows the thread by the name of its file, before the file is there", () => {
    const { threadId } = reportOf(piReport, { type: "agent_start", sessionFile: file })
    assert.strictEqual(threadId, "01a202f1-2715-7665-a9fc-3500551e4d9f")
    assert.strictEqual(reportOf(piReport, { type: "agent_start", sessionFile: null }).threadId, null)
  })
})

describe("Amp's events", () => {
  it.each([
    [{ type: "session.start", threadId: "T-1" }, "silent"],
    [{ type: "agent.start", threadId: "T-1", message: "go" }, "running"],
    [{ type: "tool.result", threadId: "T-1" }, "running"],
    [{ type: "agent.end", threadId: "T-1", status: "done" }, "done"],
    [{ type: "agent.end", threadId: "T-1", status: "error" }, "error"],
    [{ type: "agent.end", threadId: "T-1", status: "cancelled" }, "interrupted"],
    [{ type: "agent.end", threadId: "T-1", status: "new" }, "idle"],
    [{ type: "new" }, "unknown"]
  ])("%j says %s", (payload, expected) => assert.strictEqual(word(ampReport, payload), expected))
})
