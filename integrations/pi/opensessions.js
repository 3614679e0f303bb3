/** Pi's extension: passes on what tells the state of its session. It only listens. */
import { tell } from "../shared/inbox.js"

const events = [
  "session_start",
  "agent_start",
  "agent_end",
  "tool_execution_start",
  "tool_execution_end",
  "session_before_compact",
  "session_compact",
  "session_shutdown"
]

const stopReasonOf = ({ messages }) =>
  Array.isArray(messages) ? messages.findLast(({ role }) => role === "assistant")?.stopReason : undefined

/** What is to be told of an event. */
export const piReport = (event, context) => ({
  type: event.type,
  toolName: event.toolName,
  stopReason: stopReasonOf(event),
  cwd: context?.cwd,
  sessionFile: context?.sessionManager?.getSessionFile?.() ?? null
})

export const listen = (pi) => {
  for (const type of events) {
    pi.on(type, (event, context) => {
      tell("pi", piReport({ ...event, type }, context))
    })
  }
}
