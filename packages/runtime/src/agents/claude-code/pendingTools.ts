/** Tools that the model called and that have not answered yet. */
import type { AgentStatus } from "@opensessions/protocol/Agent"
import type { ToolUse } from "./DecodedRecord.ts"

/** By the id of the call. */
export type PendingTools = ReadonlyMap<string, string>

export const noTools: PendingTools = new Map()

/** Tools that start a subagent; the later name first. */
const subagentTools = new Set(["Agent", "Task"])

export const withCalls = (pending: PendingTools, tools: ReadonlyArray<ToolUse>): PendingTools =>
  tools.length === 0 ? pending : new Map([...pending, ...tools.map((tool) => [tool.id, tool.name] as const)])

export const withoutCalls = (pending: PendingTools, ids: ReadonlyArray<string>): PendingTools => {
  if (!ids.some((id) => pending.has(id))) return pending
  const left = new Map(pending)
  for (const id of ids) left.delete(id)
  return left
}

/** What the calls mean for the thread. Two tools always wait for a person; the others may, which a transcript can't tell. */
export const statusOfTools = (
  pending: PendingTools
): { readonly status: AgentStatus; readonly reason: string | null } => {
  const names = new Set(pending.values())
  if (names.has("AskUserQuestion")) return { status: "waiting", reason: "question" }
  if (names.has("ExitPlanMode")) return { status: "waiting", reason: "plan" }
  return { status: names.size > 0 ? "tool-running" : "running", reason: null }
}

export const subagentCalls = (pending: PendingTools): number =>
  [...pending.values()].filter((name) => subagentTools.has(name)).length
