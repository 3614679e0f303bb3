/** What a notification says. Pure; names come from outside, so they are cleaned. */
import type { Agent } from "@opensessions/protocol/Agent"
import { cleanText } from "@opensessions/protocol/cleanText"
import type { LogLine } from "@opensessions/protocol/Metadata"
import type { Session } from "@opensessions/protocol/State"
import type { Notification } from "./Notifier.ts"

const longest = 200

const happened: Partial<Record<Agent["status"], string>> = {
  waiting: "waits for you",
  error: "failed",
  stale: "has gone while it worked",
  interrupted: "was interrupted",
  done: "is done"
}

const of = (session: Session) => ({ session: { id: session.id, name: cleanText(session.name, longest) } })

/** `id` has only letters, digits and hyphens: it is part of escape sequences. */
const idOf = (...parts: ReadonlyArray<string>): string =>
  parts.map((part) => Buffer.from(part).toString("hex")).join("-")

export const agentNotification = (session: Session, agent: Agent): Notification => {
  const name = cleanText(agent.agent, longest)
  const reason = agent.statusReason === null ? "" : ` (${cleanText(agent.statusReason, longest)})`
  const thread = agent.threadName === null ? "" : `: ${cleanText(agent.threadName, longest)}`
  return {
    ...of(session),
    id: idOf(agent.agent, agent.threadId).slice(-64),
    title: cleanText(session.name, longest),
    body: `${name} ${happened[agent.status] ?? agent.status}${reason}${thread}`,
    agent: name,
    status: agent.status,
    reason: agent.statusReason,
    paneId: agent.paneId
  }
}

export const scriptNotification = (session: Session, line: LogLine): Notification => ({
  ...of(session),
  id: idOf(session.id),
  title: cleanText(session.name, longest),
  body: line.source === null ? cleanText(line.message) : `${cleanText(line.source)}: ${cleanText(line.message)}`,
  agent: null,
  status: null,
  reason: null,
  paneId: null
})
