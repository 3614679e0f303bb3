/** What a rollout amounts to: a pure fold over its records. The same whatever way the file was cut into reads. */
import type { AgentStatus, Tokens } from "@opensessions/protocol/Agent"
import { firstLine, visibleText } from "../visibleText.ts"
import type { Failure } from "./failure.ts"
import type { Call, Role, RolloutRecord } from "./RolloutRecord.ts"

/** What the thread was doing at the end of the rollout. */
export interface Turn {
  readonly id: string | null
  readonly status: AgentStatus
  readonly reason: string | null
  /** Since when, by the records' own times. */
  readonly at: number
  /** When the turn began. */
  readonly startedAt: number
  /** It ended with a plan, about which the person is asked next; nothing is written about that. */
  readonly planned: boolean
  readonly detail: string
}

export interface RolloutState {
  readonly threadId: string | null
  readonly role: Role | null
  readonly parent: string | null
  readonly cwd: string | null
  readonly model: string | null
  readonly tokens: Tokens | null
  readonly name: string | null
  readonly lastPrompt: string | null
  readonly turn: Turn | null
  /** Whether a turn is going on, as far as this file tells. */
  readonly open: boolean
  /** Whether this file marks where turns begin and end; the older ones do not. */
  readonly marked: boolean
  readonly pending: ReadonlyMap<string, Call>
  /** An error inside the turn that goes on. */
  readonly failure: Failure | null
  readonly planned: boolean
  /** Threads that this one started. */
  readonly children: ReadonlyArray<string>
  readonly lastActivityAt: number | null
}

export const emptyRollout: RolloutState = {
  threadId: null,
  role: null,
  parent: null,
  cwd: null,
  model: null,
  tokens: null,
  name: null,
  lastPrompt: null,
  turn: null,
  open: false,
  marked: false,
  pending: new Map(),
  failure: null,
  planned: false,
  children: [],
  lastActivityAt: null
}

type Says = Pick<Turn, "status" | "reason" | "detail">

const working = (pending: ReadonlyMap<string, Call>): Says => {
  const calls = [...pending.values()]
  if (calls.some((call) => call.question)) return { status: "waiting", reason: "question", detail: "asks a question" }
  const [call] = calls
  return call === undefined
    ? { status: "running", reason: null, detail: "a turn goes on" }
    : { status: "tool-running", reason: null, detail: `tool ${call.name}` }
}

const turned = ({ turn }: RolloutState, says: Says, at: number): Turn => {
  const begun = turn ?? { id: null, startedAt: at }
  const same = turn?.status === says.status && turn.reason === says.reason
  return { id: begun.id, startedAt: begun.startedAt, planned: false, ...says, at: same ? turn.at : at }
}

const begun = (state: RolloutState, at: number, id: string | null): RolloutState => ({
  ...state,
  open: true,
  pending: new Map(),
  failure: null,
  planned: false,
  turn: { id, status: "running", reason: null, at, startedAt: at, planned: false, detail: "a turn began" }
})

const over = (state: RolloutState, says: Says, at: number): RolloutState => ({
  ...state,
  open: false,
  pending: new Map(),
  failure: null,
  planned: false,
  turn: { ...turned(state, says, at), planned: state.planned && says.status === "done", at }
})

/** Work inside a turn. A file that does not mark turns, or of which only the end was read, may begin with it. */
const worked = (state: RolloutState, at: number, pending: ReadonlyMap<string, Call>): RolloutState => {
  if (!state.open && state.marked) return state
  return { ...state, open: true, failure: null, pending, turn: turned({ ...state, pending }, working(pending), at) }
}

const failed = ({ detail, reason }: Failure): Says => ({ status: "error", reason, detail })

/** The end of another turn than the one that goes on says nothing of this one. */
const isOther = (state: RolloutState, turnId: string | null): boolean =>
  state.open && turnId !== null && state.turn !== null && state.turn.id !== null && state.turn.id !== turnId

const prompted = (state: RolloutState, at: number, text: string): RolloutState => {
  const known = { ...state, lastPrompt: visibleText(text), name: state.name ?? firstLine(text) }
  return state.marked ? known : begun(known, at, null)
}

const without = (pending: ReadonlyMap<string, Call>, id: string): ReadonlyMap<string, Call> =>
  pending.has(id) ? new Map([...pending].filter(([one]) => one !== id)) : pending

const step = (state: RolloutState, record: RolloutRecord): RolloutState => {
  switch (record.kind) {
    case "meta":
      // A copy of another thread's history, after a fork, brings that one's meta along.
      return state.threadId !== null
        ? state
        : { ...state, threadId: record.threadId, role: record.role, parent: record.parent, cwd: record.cwd }
    case "settings":
      return {
        ...state,
        cwd: record.cwd ?? state.cwd,
        model: record.model === null ? state.model : visibleText(record.model)
      }
    case "started":
      return begun({ ...state, marked: true }, record.at, record.turnId)
    case "completed": {
      const marked = { ...state, marked: true }
      if (isOther(state, record.turnId)) return marked
      const failure = record.failure ?? (record.answered ? null : state.failure)
      if (failure !== null) return over(marked, failed(failure), record.at)
      return over(marked, { status: "done", reason: null, detail: "the turn was completed" }, record.at)
    }
    case "aborted": {
      const marked = { ...state, marked: true }
      if (isOther(state, record.turnId)) return marked
      const status = record.interrupted ? "interrupted" : "idle"
      return over(marked, { status, reason: null, detail: "the turn was aborted" }, record.at)
    }
    case "prompt":
      return prompted(state, record.at, record.text)
    case "message":
      if (record.final && !state.marked)
        return over(state, { status: "done", reason: null, detail: "the model's answer" }, record.at)
      return worked(state, record.at, state.pending)
    case "called":
      return worked(state, record.at, new Map([...state.pending, [record.id, record.call]]))
    case "answered":
      return worked(state, record.at, without(state.pending, record.id))
    case "planned":
      return { ...worked(state, record.at, state.pending), planned: true }
    case "failed": {
      if (!state.open && state.marked) return state
      return { ...state, failure: record.failure, turn: turned(state, failed(record.failure), record.at) }
    }
    case "spawned":
      return { ...state, children: [...new Set([...state.children, ...record.children])].slice(-100) }
    case "counted":
      return { ...state, tokens: record.tokens }
  }
}

/** Adds one record. */
export const reduceRollout = (state: RolloutState, record: RolloutRecord): RolloutState => {
  const next = step(state, record)
  const at = "at" in record ? record.at : 0
  return at > (next.lastActivityAt ?? 0) ? { ...next, lastActivityAt: at } : next
}

/** Whether the turn that goes on has a call that may be waiting for a person. */
export const mayAsk = ({ open, pending }: RolloutState): boolean => open && pending.size > 0
