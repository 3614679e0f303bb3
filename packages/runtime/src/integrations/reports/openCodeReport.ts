/**
 * What our plugin in OpenCode passes on: its events, with the session at the root of the one that they are about. How a
 * turn ended is in the database; `idle` comes after every end.
 */
import { isTrueAt, numberAt, objectAt, stringAt } from "../../files/jsonFields.ts"
import { hookReport, type HookReport, type ReadReport, says } from "./HookReport.ts"

const failure = (name: string | null, status: number | null): NonNullable<HookReport["state"]> => {
  if (name === "MessageAbortedError") return says("interrupted")
  if (name === "ProviderAuthError" || status === 401 || status === 403) return says("error", "auth")
  return says("error", status === 429 ? "rate-limit" : "api-error")
}

const statusOf = (type: string | null): HookReport["state"] => {
  switch (type) {
    case "busy":
    case "retry":
      return says("running")
    case "idle":
      return says("idle")
    default:
      return null
  }
}

export const openCodeReport: ReadReport = (payload) => {
  const event = stringAt(payload, "type") ?? ""
  const inSubagent = isTrueAt(payload, "child")
  const of = (state: HookReport["state"], detail = event): HookReport =>
    hookReport({ threadId: stringAt(payload, "sessionID"), cwd: stringAt(payload, "directory"), state, detail })
  switch (event) {
    case "session.status": {
      const type = stringAt(objectAt(payload, "status"), "type")
      const state = statusOf(type)
      return inSubagent || state === null ? "ignored" : of(state, `${event} ${type}`)
    }
    case "session.error": {
      const error = objectAt(payload, "error")
      const name = stringAt(error, "name")
      const state = failure(name, numberAt(objectAt(error, "data"), "statusCode"))
      return inSubagent ? "ignored" : of(state, `${event} ${name ?? ""}`.trimEnd())
    }
    case "permission.asked":
    case "permission.updated":
      return of(says("waiting", "permission"))
    case "question.asked":
      return of(says("waiting", "question"))
    case "permission.replied":
    case "question.replied":
    case "question.rejected":
      if ((numberAt(payload, "open") ?? 0) > 0) return "ignored"
      // After a refusal the turn may end.
      return of(says(event === "question.rejected" || stringAt(payload, "reply") === "reject" ? null : "running"))
    default:
      return "unknown"
  }
}
