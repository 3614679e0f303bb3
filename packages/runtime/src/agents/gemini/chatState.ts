/** What a chat's file says, record by record. Pure; the same however the file was cut into pieces. */
import type { AgentStatus } from "@opensessions/protocol/Agent"
import { failureReason } from "../failureReason.ts"
import type { ChatRecord } from "./chatRecord.ts"

export interface ChatTurn {
  readonly status: AgentStatus
  readonly reason: string | null
  readonly at: number
  readonly detail: string
}

export interface Chat {
  readonly id: string | null
  readonly startedAt: number
  /** A subagent's chat is no thread. */
  readonly main: boolean
  readonly firstPrompt: string | null
  readonly prompt: string | null
  readonly model: string | null
  readonly input: number
  readonly output: number
  readonly context: number
  readonly turn: ChatTurn | null
  /** What has this time repeats what was said before. */
  readonly repeatedAt: number | null
}

export const emptyChat: Chat = {
  id: null,
  startedAt: 0,
  main: true,
  firstPrompt: null,
  prompt: null,
  model: null,
  input: 0,
  output: 0,
  context: 0,
  turn: null,
  repeatedAt: null
}

const says = (status: AgentStatus, reason: string | null, at: number, detail: string): ChatTurn => ({
  status,
  reason,
  at,
  detail
})

type Answer = Extract<ChatRecord, { readonly kind: "model" }>

/** It is written with its text first, and once more with the tools that it called. */
const answered = ({ at, hasText, tools }: Answer): ChatTurn =>
  tools > 0
    ? says("tool-running", null, at, `tools called: ${tools}`)
    : hasText
      ? says("done", null, at, "the answer is complete")
      : says("running", null, at, "the answer has begun")

const withAnswer = (chat: Chat, record: Answer): Chat => {
  const { model, tokens } = record
  return {
    ...chat,
    turn: answered(record),
    model: model ?? chat.model,
    input: chat.input + (tokens?.input ?? 0),
    output: chat.output + (tokens?.output ?? 0),
    context: tokens === null ? chat.context : tokens.input + tokens.output
  }
}

const isAtWork = ({ turn }: Chat): boolean => turn?.status === "running" || turn?.status === "tool-running"

/** The chat after one more record. */
export const reduceChat = (chat: Chat, record: ChatRecord): Chat => {
  if ("at" in record && record.at !== 0 && record.at === chat.repeatedAt) return chat
  switch (record.kind) {
    case "session":
      return { ...emptyChat, id: record.id, startedAt: record.at, main: record.main }
    case "context":
      return { ...chat, repeatedAt: record.at }
    case "user":
      return {
        ...chat,
        firstPrompt: chat.firstPrompt ?? record.text,
        prompt: record.text,
        turn: says("running", null, record.at, "a prompt was sent")
      }
    case "toolResult":
      return isAtWork(chat) ? { ...chat, turn: says("running", null, record.at, "a tool has ended") } : chat
    case "model":
      return withAnswer(chat, record)
    case "cancelled":
      return { ...chat, turn: says("interrupted", null, record.at, "the request was cancelled") }
    case "failed":
      return { ...chat, turn: says("error", failureReason(record.message), record.at, "the request failed") }
    case "none":
    case "unknown":
      return chat
  }
}
