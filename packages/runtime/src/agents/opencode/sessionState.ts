/** What the end of a conversation says about its turn. Pure. */
import type { AgentStatus } from "@opensessions/protocol/Agent"
import type { MessageRecord, SessionEnd, ToolRecord } from "./SessionRecord.ts"

export interface Turn {
  readonly status: AgentStatus
  readonly reason: string | null
  /** Since when, in milliseconds since the epoch. */
  readonly at: number
  readonly detail: string
  /** A tool may be waiting for a permission, which only the screen tells. */
  readonly mayWait: boolean
  /** The turn may have been dropped, which only the screen tells. */
  readonly mayRest: boolean
  /** Subagents may be at work. */
  readonly delegates: boolean
}

const says = (status: AgentStatus, reason: string | null, at: number, detail: string): Turn => ({
  status,
  reason,
  at,
  detail,
  mayWait: false,
  mayRest: false,
  delegates: false
})

const isOpen = ({ status }: ToolRecord): boolean => status === "running" || status === "pending"

/** A refused tool is the last record of a turn that ends there, unless the model was told what to do instead. */
const refused =
  /(?:rejected permission|user rejected)(?!.*\bfollowing feedback\b)|dismissed this question|declined|user cancelled/is

const failureReason = ({ name, status, message }: NonNullable<MessageRecord["error"]>): string => {
  if (status === 429 || /rate.?limit|usage.?limit|quota/i.test(`${name} ${message}`)) return "rate-limit"
  if (status === 401 || status === 403 || /auth/i.test(name)) return "auth"
  return "api-error"
}

const failed = (error: NonNullable<MessageRecord["error"]>, at: number): Turn =>
  error.name === "MessageAbortedError"
    ? says("interrupted", null, at, "the answer was aborted")
    : says("error", failureReason(error), at, error.name)

const working = (answer: MessageRecord, tools: ReadonlyArray<ToolRecord>): Turn => {
  const open = tools.filter(isOpen)
  const at = answer.createdAt
  const delegates = open.some(({ tool }) => tool === "task")
  const question = open.find(({ tool, status }) => tool === "question" && status === "running")
  if (question !== undefined)
    return { ...says("waiting", "question", question.startedAt ?? at, "the question tool runs"), delegates }
  const suspect = open.some(({ begun, status }) => status === "running" && !begun)
  if (open.length > 0) {
    const detail = suspect ? "a tool runs or waits for a permission" : "a tool runs"
    return { ...says("tool-running", null, at, detail), mayWait: suspect, delegates }
  }
  return answer.compacting ? says("running", "compacting", at, "summarizes") : says("running", null, at, "answers")
}

/** Why an answer ends; after the first two the model is asked again in any case, after others where it called tools. */
const goesOn = new Set(["tool-calls", "unknown"])
const finishes = new Set([...goesOn, "stop", "length", "content-filter", "error", "other"])
const toolStates = new Set(["pending", "running", "completed", "error"])

const ended = (answer: MessageRecord, tools: ReadonlyArray<ToolRecord>): Turn => {
  const at = answer.completedAt ?? answer.createdAt
  if (answer.error !== null) return failed(answer.error, at)
  if (answer.finish === "content-filter") return says("error", "api-error", at, "the provider's filter cut the answer")
  if (answer.finish !== null && (goesOn.has(answer.finish) || tools.length > 0)) {
    if (tools.some(({ error }) => error !== null && refused.test(error)))
      return says("interrupted", null, at, "a tool was refused")
    return { ...says("running", null, at, "between two answers"), mayRest: true }
  }
  // The program itself sends the next prompt some milliseconds later.
  if (answer.continues) return { ...says("running", "compacting", at, "summarized, and goes on"), mayRest: true }
  return says("done", null, at, `the answer is complete${answer.finish === null ? "" : `: ${answer.finish}`}`)
}

/** Null where nothing was said in the session yet. */
export const turnOf = ({ messages, tools }: SessionEnd): Turn | null => {
  const [newest] = messages
  if (newest === undefined) return null
  const answer = messages.find(({ role }) => role === "assistant") ?? null
  if (newest.role === "assistant") return newest.completedAt === null ? working(newest, tools) : ended(newest, tools)
  if (answer !== null && answer.completedAt === null && answer.error === null) return working(answer, tools)
  // Prompts that were sent during an answer fall with it.
  if (answer?.error != null && (answer.completedAt ?? 0) >= newest.createdAt)
    return failed(answer.error, answer.completedAt ?? answer.createdAt)
  return { ...says("running", null, newest.createdAt, "a prompt was sent"), mayRest: true }
}

/** With what its subagents do: their waits are the parent's. */
export const withChildren = (turn: Turn, children: ReadonlyArray<Turn>): Turn => {
  if (turn.status !== "tool-running" && turn.status !== "running") return turn
  const asks = children.find(({ status }) => status === "waiting")
  if (asks !== undefined) return { ...asks, detail: `a subagent: ${asks.detail}`, delegates: turn.delegates }
  return children.some(({ mayWait }) => mayWait)
    ? { ...turn, mayWait: true, detail: "a subagent's tool runs or waits for a permission" }
    : turn
}

export const isWorking = ({ status }: Turn): boolean =>
  status === "running" || status === "tool-running" || status === "waiting"

/** Words that are not known, to be counted. */
export const unknownIn = ({ messages, tools }: SessionEnd): ReadonlyArray<string> => [
  ...messages.flatMap(({ finish }) => (finish === null || finishes.has(finish) ? [] : `finish ${finish}`)),
  ...tools.flatMap(({ status }) => (status === "" || toolStates.has(status) ? [] : `tool ${status}`))
]
