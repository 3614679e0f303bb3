/** A hook's payload comes from outside: whatever it is, reading it does no harm, and what it says can be ranked. */
import { assert, describe, it } from "@effect/vitest"
import { AgentStatus } from "@opensessions/protocol/Agent"
import { reporters } from "@opensessions/runtime/integrations/reports/reporters"
import { Schema } from "effect"

const events = [
  "PreToolUse",
  "PermissionRequest",
  "Notification",
  "Stop",
  "StopFailure",
  "SessionEnd",
  "session.status",
  "session.error",
  "permission.replied",
  "agent_end",
  "agent.end",
  "agent-turn-complete"
] as const
const anything = Schema.Record(Schema.String, Schema.Json)
const fields = [
  "session_id",
  "tool_name",
  "status",
  "error",
  "stopReason",
  "background_tasks",
  "last_assistant_message",
  "message",
  "open",
  "child",
  "sessionFile"
]

describe.each([...reporters])("what %s passes on", (_, { read }) => {
  it.prop(
    "may be anything",
    [Schema.Literals(events), anything, Schema.Array(Schema.Int), Schema.Json],
    ([event, payload, picks, foreign]) => {
      const known = Object.fromEntries(picks.map((pick) => [fields[Math.abs(pick) % fields.length] ?? "", foreign]))
      for (const one of [payload, { ...payload, ...known, type: event, hook_event_name: event }, { type: foreign }]) {
        const report = read(one)
        if (typeof report === "string") continue
        assert.isTrue(report.state?.status == null || Schema.is(AgentStatus)(report.state.status))
        assert.isTrue(report.threadId === null || typeof report.threadId === "string")
      }
    }
  )
})
