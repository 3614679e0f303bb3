/** What our extension in Pi passes on. The name of the session's file, which is there only later, has the thread's id. */
import { type JsonObject, stringAt } from "../../files/jsonFields.ts"
import { hookReport, type HookReport, type ReadReport, says } from "./HookReport.ts"

const threadOf = (payload: JsonObject): string | null =>
  /_([0-9a-f][0-9a-f-]{7,})\.jsonl$/.exec(stringAt(payload, "sessionFile") ?? "")?.[1] ?? null

/** A failed attempt may be followed by another; only the screen and time tell. */
const outcome = (stopReason: string | null): NonNullable<HookReport["state"]> => {
  switch (stopReason) {
    case "stop":
    case "length":
      return says("done")
    case "aborted":
      return says("interrupted")
    default:
      return says(null)
  }
}

export const piReport: ReadReport = (payload) => {
  const event = stringAt(payload, "type") ?? ""
  const tool = stringAt(payload, "toolName") ?? ""
  const of = (state: HookReport["state"], more: Partial<HookReport> = {}): HookReport =>
    hookReport({
      threadId: threadOf(payload),
      cwd: stringAt(payload, "cwd"),
      state,
      detail: tool === "" ? event : `${event} ${tool}`,
      ...more
    })
  switch (event) {
    case "session_start":
      return of(says("idle"))
    case "agent_start":
      return of(says("running"))
    case "tool_execution_start":
      return of(says("tool-running"))
    case "tool_execution_end":
      return of(says("running"))
    case "agent_end":
      return of(outcome(stringAt(payload, "stopReason")))
    case "session_before_compact":
      return of(says("running", "compacting"))
    case "session_compact":
      return of(says(null))
    case "session_shutdown":
      return of(says(null), { ended: true })
    default:
      return "unknown"
  }
}
