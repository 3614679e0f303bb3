/** What our plugin in Amp passes on, from Amp's public description of its plugins. */
import { stringAt } from "../../files/jsonFields.ts"
import { hookReport, type HookReport, type ReadReport, says } from "./HookReport.ts"

const outcome = (status: string | null): NonNullable<HookReport["state"]> => {
  switch (status) {
    case "done":
      return says("done")
    case "error":
      return says("error")
    case "cancelled":
    case "interrupted":
      return says("interrupted")
    default:
      return says("idle")
  }
}

export const ampReport: ReadReport = (payload) => {
  const event = stringAt(payload, "type") ?? ""
  const of = (state: HookReport["state"], prompt: string | null = null): HookReport =>
    hookReport({
      threadId: stringAt(payload, "threadId"),
      cwd: stringAt(payload, "cwd"),
      state,
      prompt,
      detail: event
    })
  switch (event) {
    // It comes also for a thread that works already.
    case "session.start":
      return of(null)
    case "agent.start":
      return of(says("running"), stringAt(payload, "message"))
    case "tool.result":
      return of(says("running"))
    case "agent.end":
      return of(outcome(stringAt(payload, "status")))
    default:
      return "unknown"
  }
}
