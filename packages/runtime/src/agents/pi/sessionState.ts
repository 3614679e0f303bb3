/** What a session's file says, record by record. Pure; the same however the file was cut into pieces. */
import type { AgentStatus } from "@opensessions/protocol/Agent"
import { failureReason } from "../failureReason.ts"
import type { PiRecord } from "./sessionRecord.ts"

export interface PiTurn {
  readonly status: AgentStatus
  readonly reason: string | null
  readonly at: number
  readonly detail: string
  /** An extension may be asking before or in a tool, which only the screen tells. */
  readonly mayWait: boolean
  /** It may be tried again, which only the screen tells. */
  readonly mayRetry: boolean
}

export interface PiSession {
  readonly id: string | null
  readonly directory: string | null
  readonly name: string | null
  readonly prompt: string | null
  readonly model: string | null
  readonly input: number
  readonly output: number
  readonly context: number
  readonly openTools: number
  readonly turn: PiTurn | null
}

export const emptySession: PiSession = {
  id: null,
  directory: null,
  name: null,
  prompt: null,
  model: null,
  input: 0,
  output: 0,
  context: 0,
  openTools: 0,
  turn: null
}

const says = (status: AgentStatus, reason: string | null, at: number, detail: string): PiTurn => ({
  status,
  reason,
  at,
  detail,
  mayWait: false,
  mayRetry: false
})

const answered = (record: Extract<PiRecord, { readonly kind: "assistant" }>): PiTurn => {
  const { at, error, stop, tools } = record
  switch (stop) {
    case "toolUse":
      return { ...says("tool-running", null, at, `tools called: ${tools}`), mayWait: true }
    case "aborted":
      return says("interrupted", null, at, "the answer was aborted")
    case "error":
      return { ...says("error", failureReason(error ?? ""), at, "the answer failed"), mayRetry: true }
    default:
      return says("done", null, at, `the answer is complete: ${stop ?? "no reason told"}`)
  }
}

/** The session after one more record. */
export const reduceSession = (session: PiSession, record: PiRecord): PiSession => {
  switch (record.kind) {
    case "session":
      return { ...emptySession, id: record.id, directory: record.directory }
    case "model":
      return { ...session, model: record.model }
    case "name":
      return { ...session, name: record.name }
    case "user":
      return {
        ...session,
        prompt: record.text,
        openTools: 0,
        turn: says("running", null, record.at, "a prompt was sent")
      }
    case "assistant": {
      const tokens = record.tokens ?? { input: 0, output: 0, context: 0 }
      return {
        ...session,
        model: record.model ?? session.model,
        input: session.input + tokens.input,
        output: session.output + tokens.output,
        context: tokens.context > 0 ? tokens.context + tokens.output : session.context,
        openTools: record.stop === "toolUse" ? record.tools : 0,
        turn: answered(record)
      }
    }
    case "toolResult": {
      const openTools = Math.max(0, session.openTools - 1)
      const turn =
        openTools > 0
          ? { ...says("tool-running", null, record.at, `tools open: ${openTools}`), mayWait: true }
          : says("running", null, record.at, "a tool has ended")
      return { ...session, openTools, turn }
    }
    case "compaction": {
      const { turn } = session
      // Made by hand it is at rest afterwards; in the middle of a turn that goes on.
      return turn === null || turn.status === "running" || turn.status === "tool-running"
        ? session
        : { ...session, turn: says("idle", null, record.at, "the conversation was summarized") }
    }
    case "none":
    case "unknown":
      return session
  }
}

/** Whether the file ends in the middle of a turn. */
export const isAtWork = (turn: PiTurn | null): boolean => turn?.status === "running" || turn?.status === "tool-running"
