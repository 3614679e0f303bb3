/** Which process a chat belongs to, of those that run in its directory. Pure. */
import { startSlackMillis } from "../AgentProcess.ts"
import { isActive } from "@opensessions/protocol/Agent"
import type { Chat } from "./chatState.ts"

/** What is known of a process that may own a chat. */
export interface Candidate {
  readonly startedAt: number
  readonly chat: Chat | null
}

/** Its first chat begins this long after the process at the latest. */
const startMillis = 60_000

/**
 * Chats have no process in them. The first of a process begins a moment after it; a later one (`/clear`, `/resume`) is
 * told apart only where one process alone can be meant.
 */
export const ownerOf = <A extends Candidate>(
  chat: Chat,
  modifiedAt: number,
  candidates: ReadonlyArray<A>
): A | null => {
  const began = ({ startedAt }: A) => chat.startedAt - startedAt
  const fresh = candidates.filter(
    (one) => one.chat === null && began(one) >= -startSlackMillis && began(one) < startMillis
  )
  const [first] = fresh.sort((one, other) => one.startedAt - other.startedAt)
  if (first !== undefined) return first
  const able = candidates.filter(
    (one) =>
      modifiedAt >= one.startedAt - startSlackMillis &&
      (one.chat === null || (chat.startedAt > one.chat.startedAt && !isActive(one.chat.turn?.status ?? "idle")))
  )
  return able.length === 1 ? (able[0] ?? null) : null
}
