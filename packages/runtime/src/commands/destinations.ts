/** Where a switch or jump goes, decided from what is shown. Pure. */
import { type Agent, urgency } from "@opensessions/protocol/Agent"
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import type { Session } from "@opensessions/protocol/State"

type Row = Pick<Session, "id" | "index">

/** The session with this number beside it (S70). */
export const sessionAt = (sessions: ReadonlyArray<Row>, index: number): SessionId | null =>
  sessions.find((session) => session.index === index)?.id ?? null

/**
 * The next or previous shown session in displayed order, seen from `from`, which may itself not be shown. Null at the
 * ends. From nowhere the first and the last are next to each other.
 */
export const sessionBeside = (sessions: ReadonlyArray<Row>, from: SessionId | null, by: 1 | -1): SessionId | null => {
  const at = sessions.findIndex(({ id }) => id === from)
  const isShown = ({ index }: Row) => index !== null
  const found =
    by === 1
      ? sessions.find((session, i) => isShown(session) && i > at)
      : sessions.findLast((session, i) => isShown(session) && (at === -1 || i < at))
  return found?.id ?? null
}

/** A thread that wants a person. */
export interface Destination {
  readonly sessionId: SessionId
  /** Null where it is not known in which pane the thread is. */
  readonly paneId: PaneId | null
}

const wantsAPerson = (agent: Agent): boolean => agent.status === "waiting" || agent.unseen

/**
 * The thread to jump to: waiting before all others, then by urgency, each the longest in its state first. Whoever is at
 * one of them already goes on to the next, and from the last to the first.
 */
export const mostUrgent = (
  sessions: ReadonlyArray<Pick<Session, "id" | "hidden" | "agents">>,
  at: PaneId | null
): Destination | null => {
  const wanting = sessions
    .filter(({ hidden }) => !hidden)
    .flatMap(({ id, agents }) => agents.filter(wantsAPerson).map((agent) => ({ sessionId: id, agent })))
    .toSorted((a, b) => urgency(a.agent) - urgency(b.agent) || a.agent.since - b.agent.since)
  const here = wanting.findLastIndex(({ agent }) => agent.paneId !== null && agent.paneId === at)
  const next = wanting[(here + 1) % wanting.length]
  return next === undefined ? null : { sessionId: next.sessionId, paneId: next.agent.paneId }
}
