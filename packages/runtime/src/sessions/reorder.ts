/** The user's own order after a session was moved. Sessions of one group stay together, as they are shown. Pure. */
import type { SessionId } from "@opensessions/protocol/Ids"
import type { Session } from "@opensessions/protocol/State"

type Placed = Pick<Session, "id" | "index" | "group" | "hidden">

/** What has a row, or would have one in a group that is not folded. */
const hasPlace = ({ group, hidden, index }: Placed): boolean => index !== null || (!hidden && group !== null)

/** A session with those of its group. */
const blockOf = <S extends Placed>(shown: ReadonlyArray<S>, session: S): ReadonlyArray<S> =>
  session.group === null ? [session] : shown.filter(({ group }) => group === session.group)

/** One place up or down: within its group past a member, at the edge of it with the whole group past what is there. */
const stepped = <S extends Placed>(sessions: ReadonlyArray<S>, id: SessionId, by: 1 | -1): ReadonlyArray<S> => {
  const shown = sessions.filter((session) => hasPlace(session) || session.id === id)
  const at = shown.findIndex((session) => session.id === id)
  const moving = shown[at]
  if (moving === undefined) return sessions
  const within = moving.group !== null && shown[at + by]?.group === moving.group
  const unit = within ? [moving] : blockOf(shown, moving)
  const edge = shown.indexOf(by === 1 ? unit.at(-1)! : unit[0]!)
  const neighbour = shown[edge + by]
  if (neighbour === undefined) return sessions
  const crossed = within ? [neighbour] : blockOf(shown, neighbour)
  const others = sessions.filter((session) => !unit.includes(session))
  const to = by === 1 ? others.indexOf(crossed.at(-1)!) + 1 : others.indexOf(crossed[0]!)
  return others.toSpliced(to, 0, ...unit)
}

/** All sessions with one of them moved by so many shown places; the very same list where it can't go further. */
export const movedBy = <S extends Placed>(sessions: ReadonlyArray<S>, id: SessionId, by: number): ReadonlyArray<S> => {
  let moved = sessions
  for (let left = Math.min(Math.abs(by), sessions.length); left > 0; left--) moved = stepped(moved, id, by > 0 ? 1 : -1)
  return moved
}

/** All sessions with one of them before another, or behind all; before a whole group where it is none of it. */
export const placedBefore = <S extends Placed>(
  sessions: ReadonlyArray<S>,
  id: SessionId,
  before: SessionId | null
): ReadonlyArray<S> => {
  const moving = sessions.find((session) => session.id === id)
  if (moving === undefined || id === before) return sessions
  const others = sessions.filter((session) => session.id !== id)
  const target = others.find((session) => session.id === before)
  if (target === undefined) return [...others, moving]
  const first = target.group === moving.group ? target : blockOf(others, target)[0]!
  return others.toSpliced(others.indexOf(first), 0, moving)
}
