/** What a transcript amounts to: a pure fold over its records. The same whatever way the file was cut into reads. */
import type { AgentStatus, Tokens } from "@opensessions/protocol/Agent"
import { noTools, type PendingTools, statusOfTools, withCalls, withoutCalls } from "./pendingTools.ts"
import type { TranscriptRecord, Usage } from "./DecodedRecord.ts"
import { queuedPrompt } from "./userText.ts"
import { firstLine, visibleText } from "../visibleText.ts"

/** What the thread was doing at the end of the transcript. */
export interface Turn {
  readonly status: AgentStatus
  readonly reason: string | null
  /** Since when, by the records' own times. */
  readonly at: number
  readonly detail: string
}

export interface TranscriptState {
  readonly turn: Turn | null
  readonly pending: PendingTools
  /** Subagents in the background, by id, with the time of their launch. */
  readonly agents: ReadonlyMap<string, number>
  /** Background agents that the end of the last turn counted; more than `agents` where some are not known by id. */
  readonly agentsAtEnd: number
  readonly queue: ReadonlyArray<string>
  /** Prompts and names are fit to be shown. */
  readonly firstPrompt: string | null
  readonly lastPrompt: string | null
  readonly names: Readonly<Record<"person" | "agent" | "model" | "summary", string | null>>
  readonly model: string | null
  readonly tokens: Tokens | null
  /** The message that `tokens` counted last, so that its further blocks count once. */
  readonly counted: Usage | null
  readonly lastActivityAt: number | null
}

export const emptyTranscript: TranscriptState = {
  turn: null,
  pending: noTools,
  agents: new Map(),
  agentsAtEnd: 0,
  queue: [],
  firstPrompt: null,
  lastPrompt: null,
  names: { person: null, agent: null, model: null, summary: null },
  model: null,
  tokens: null,
  counted: null,
  lastActivityAt: null
}

/** Keeps the time at which a state began while it lasts. */
const turned = (
  state: TranscriptState,
  at: number,
  status: AgentStatus,
  reason: string | null,
  detail: string
): Turn => {
  const { turn } = state
  return turn?.status === status && turn.reason === reason ? turn : { status, reason, at, detail }
}

const working = (state: TranscriptState, at: number, pending: PendingTools, detail: string): TranscriptState => {
  const { status, reason } = statusOfTools(pending)
  return { ...state, pending, turn: turned(state, at, status, reason, detail) }
}

const begun = (state: TranscriptState, at: number, prompt: string | null): TranscriptState => ({
  ...state,
  turn: { status: "running", reason: null, at, detail: "a prompt" },
  pending: noTools,
  agentsAtEnd: 0,
  firstPrompt: state.firstPrompt ?? (prompt === null ? null : firstLine(prompt)),
  lastPrompt: prompt === null ? state.lastPrompt : visibleText(prompt)
})

const rested = (state: TranscriptState, turn: Turn): TranscriptState => ({ ...state, pending: noTools, turn })

const withUsage = (state: TranscriptState, usage: Usage | null): TranscriptState => {
  if (usage === null) return state
  const before = state.tokens ?? { input: 0, output: 0, contextUsed: 0 }
  // The blocks of one message repeat its usage; the last one is complete.
  const again = state.counted?.messageId === usage.messageId ? state.counted : null
  const tokens = {
    input: before.input + usage.input - (again?.input ?? 0),
    output: before.output + usage.output - (again?.output ?? 0),
    contextUsed: usage.contextUsed
  }
  return { ...state, tokens, counted: usage }
}

/** A prompt that waits in the queue is already the last thing that was asked for. */
const enqueued = (state: TranscriptState, text: string): TranscriptState => {
  const prompt = queuedPrompt(text)
  const lastPrompt = prompt === null ? state.lastPrompt : visibleText(prompt)
  return { ...state, queue: [...state.queue, text].slice(-100), lastPrompt }
}

const dequeued = (state: TranscriptState, at: number, text: string | null): TranscriptState => {
  const index = Math.max(0, text === null ? 0 : state.queue.indexOf(text))
  const taken = text ?? state.queue[index]
  const queue = state.queue.filter((_, i) => i !== index)
  if (taken === undefined || !/^\/compact\b/.test(taken)) return { ...state, queue }
  return { ...state, queue, turn: { status: "running", reason: "compacting", at, detail: "/compact" } }
}

const withoutAgent = (state: TranscriptState, taskId: string | null): TranscriptState => {
  const agentsAtEnd = Math.max(0, state.agentsAtEnd - 1)
  if (taskId === null || !state.agents.has(taskId)) return { ...state, agentsAtEnd }
  return { ...state, agentsAtEnd, agents: new Map([...state.agents].filter(([id]) => id !== taskId)) }
}

const ended = (state: TranscriptState, at: number, backgroundAgents: number): TranscriptState => {
  const counted = { ...state, agentsAtEnd: backgroundAgents, agents: backgroundAgents === 0 ? new Map() : state.agents }
  const { turn } = state
  // The end of a turn may be written after the beginning of what follows it.
  if (turn !== null && (turn.at > at || turn.status === "error" || turn.status === "interrupted")) return counted
  return rested(counted, turned(state, at, "done", null, "the turn ended"))
}

const modelOf = (state: TranscriptState, model: string | null): string | null =>
  model === null || model === state.model ? state.model : firstLine(model)

const step = (state: TranscriptState, record: TranscriptRecord): TranscriptState => {
  switch (record.kind) {
    case "prompt":
      return begun(state, record.at, record.prompt)
    case "results": {
      const next = working(state, record.at, withoutCalls(state.pending, record.toolIds), "a tool's result")
      return record.launched === null
        ? next
        : { ...next, agents: new Map([...next.agents, [record.launched, record.at]]) }
    }
    case "interrupted":
      return rested(state, turned(state, record.at, "interrupted", null, "the turn was interrupted"))
    case "message": {
      const known = { ...withUsage(state, record.usage), model: modelOf(state, record.model) }
      if (record.ends) return rested(known, turned(state, record.at, "done", null, "the model's last message"))
      const detail = record.tools[0] === undefined ? "a message" : `tool ${record.tools[0].name}`
      return working(known, record.at, withCalls(state.pending, record.tools), detail)
    }
    case "failed":
      return rested(state, turned(state, record.at, "error", record.reason, record.detail))
    case "ended":
      return ended(state, record.at, record.backgroundAgents)
    case "compacted": {
      const tokens = state.tokens ?? { input: 0, output: 0, contextUsed: 0 }
      const known = record.tokens === null ? state : { ...state, tokens: { ...tokens, contextUsed: record.tokens } }
      return record.byHand ? rested(known, { status: "done", reason: null, at: record.at, detail: "compacted" }) : known
    }
    case "enqueued":
      return enqueued(state, record.text)
    case "dequeued":
      return dequeued(state, record.at, record.text)
    case "queue-emptied":
      return { ...state, queue: [] }
    case "reported": {
      const next = withoutAgent(state, record.taskId)
      if (record.startsTurn) return begun(next, record.at, null)
      // A turn follows at once, so the one before was not the last word.
      if (next.turn?.status !== "done") return next
      return {
        ...next,
        turn: { status: "running", reason: "background-task", at: record.at, detail: "a task reported" }
      }
    }
    case "named":
      return { ...state, names: { ...state.names, [record.by]: firstLine(record.name) } }
    case "last-prompt":
      return state.lastPrompt === null ? { ...state, lastPrompt: visibleText(record.prompt) } : state
  }
}

/** Adds one record. */
export const reduceTranscript = (state: TranscriptState, record: TranscriptRecord): TranscriptState => {
  const next = step(state, record)
  const at = "at" in record ? record.at : 0
  return at > (next.lastActivityAt ?? 0) ? { ...next, lastActivityAt: at } : next
}
