/** Which process a chat belongs to, of those that run in its directory. Pure. */
import { isActive } from "@opensessions/protocol/Agent"
import { startSlackMillis } from "../AgentProcess.ts"
import type { Chat } from "./chatState.ts"

/** What is known of a process that may own a chat. */
export interface Candidate {
  readonly startedAt: number
  readonly chat: Chat | null
}

/** Its first chat begins this long after the process at the latest. */
const startMillis = 60_000

/**
 * Chats have no process in them. The first of a process begins some seconds after it; another one (`/clear`, `/resume`)
 * takes the place of a chat that rests. More than one that can be meant are told apart by their screens.
 */
export const ownersOf = <A extends Candidate>(
  chat: Chat,
  modifiedAt: number,
  candidates: ReadonlyArray<A>
): ReadonlyArray<A> => {
  const began = ({ startedAt }: A) => chat.startedAt - startedAt
  const fresh = candidates.filter(
    (one) => one.chat === null && began(one) >= -startSlackMillis && began(one) < startMillis
  )
  if (fresh.length > 0) return fresh
  return candidates.filter(
    (one) =>
      modifiedAt >= one.startedAt - startSlackMillis &&
      (one.chat === null || (chat.startedAt > one.chat.startedAt && !isActive(one.chat.turn?.status ?? "idle")))
  )
}

/** Whether the screen shows this prompt among those that were sent; the last box is for the next one. */
export const showsPrompt = (screen: ReadonlyArray<string>, prompt: string): boolean => {
  const wanted = (prompt.trim().split("\n")[0] ?? "").trim()
  if (wanted === "") return false
  const sent = screen.flatMap((line) => /^ ?> +(\S.*?)\s*$/.exec(line)?.[1] ?? [])
  const dialog = screen.some((line) => line.startsWith("│ ?"))
  return (dialog ? sent : sent.slice(0, -1)).some(
    (said) => said === wanted || (said.length >= 20 && wanted.startsWith(said))
  )
}
