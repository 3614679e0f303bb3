/**
 * Gemini CLI's hooks, from its public reference, and seen with 0.61. `PreCompress` comes in every turn, whether anything is
 * compressed or not; `BeforeTool` comes before the permission is asked for.
 */
import { stringAt } from "../../files/jsonFields.ts"
import { hookReport, type HookReport, type ReadReport, says } from "./HookReport.ts"

const meaningless = new Set(["BeforeModel", "AfterModel", "BeforeToolSelection", "PreCompress"])

export const geminiReport: ReadReport = (payload) => {
  const event = stringAt(payload, "hook_event_name") ?? ""
  const tool = stringAt(payload, "tool_name") ?? ""
  const of = (state: HookReport["state"], more: Partial<HookReport> = {}): HookReport =>
    hookReport({
      threadId: stringAt(payload, "session_id"),
      cwd: stringAt(payload, "cwd"),
      state,
      detail: tool === "" ? event : `${event} ${tool}`,
      ...more
    })
  switch (event) {
    case "SessionStart":
      return of(says("idle"))
    case "BeforeAgent":
      return of(says("running"), { prompt: stringAt(payload, "prompt") })
    case "BeforeTool":
      return of(says("tool-running"))
    case "AfterTool":
      return of(says("running"))
    case "Notification":
      return stringAt(payload, "notification_type") === "ToolPermission"
        ? of(says("waiting", "permission"), { reminder: true })
        : "ignored"
    case "AfterAgent":
      return of(says("done"))
    case "SessionEnd":
      return of(says(null), { ended: true })
    default:
      return meaningless.has(event) ? "ignored" : "unknown"
  }
}
