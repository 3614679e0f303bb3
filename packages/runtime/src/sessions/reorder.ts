/** The user's own order after a session was moved. Pure. */
import type { SessionId } from "@opensessions/protocol/Ids"
import type { Session } from "@opensessions/protocol/State"

type Placed = Pick<Session, "id" | "index">

/** All sessions with one of them moved by so many shown places; the very same list where it can't go further. */
export const movedBy = <S extends Placed>(sessions: ReadonlyArray<S>, id: SessionId, by: number): ReadonlyArray<S> => {
  const shown = sessions.filter((session) => session.index !== null || session.id === id)
  const from = shown.findIndex((session) => session.id === id)
  const to = Math.max(0, Math.min(from + by, shown.length - 1))
  if (from < 0 || to === from) return sessions
  const others = shown.filter((session) => session.id !== id)
  const next = others[to]
  if (next !== undefined) return placedBefore(sessions, id, next.id)
  // Behind the last one that is shown, whatever is hidden behind that.
  const last = others.at(-1)
  const behind = sessions.filter((session) => session.id !== id)
  const at = behind.findIndex((session) => session.id === last?.id)
  return placedBefore(sessions, id, behind[at + 1]?.id ?? null)
}

/** All sessions with one of them before another, or behind all. */
export const placedBefore = <S extends Placed>(
  sessions: ReadonlyArray<S>,
  id: SessionId,
  before: SessionId | null
): ReadonlyArray<S> => {
  const moving = sessions.find((session) => session.id === id)
  if (moving === undefined || id === before) return sessions
  const others = sessions.filter((session) => session.id !== id)
  const at = before === null ? -1 : others.findIndex((session) => session.id === before)
  return at < 0 ? [...others, moving] : others.toSpliced(at, 0, moving)
}
