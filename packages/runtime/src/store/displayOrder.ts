/** The order in which sessions are shown. */
import { urgency } from "@opensessions/protocol/Agent"
import type { Session, SessionSort } from "@opensessions/protocol/State"

interface Ordered {
  readonly name: string
  readonly createdAt: number
}

/** The persisted order first, then by creation time and name. */
export const inOrder = <A extends Ordered>(sessions: Iterable<A>, order: ReadonlyArray<string>): ReadonlyArray<A> => {
  const position = new Map(order.map((name, i) => [name, i]))
  const last = order.length
  const at = (session: A) => position.get(session.name) ?? last
  return [...sessions].sort(
    (a, b) => at(a) - at(b) || a.createdAt - b.createdAt || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  )
}

interface Sorted {
  readonly agents: Session["agents"]
}

/** Less comes first. Threads come most urgent first; a session without one comes last. */
const urgencyOf = ({ agents }: Sorted): number =>
  agents[0] === undefined ? Number.POSITIVE_INFINITY : urgency(agents[0])

const lastActivity = ({ agents }: Sorted): number =>
  agents.reduce((last, agent) => Math.max(last, agent.lastActivityAt), Number.NEGATIVE_INFINITY)

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

/** By another order than the user's own, which decides between equals. */
export const sortedBy = <A extends Sorted>(sessions: ReadonlyArray<A>, sort: SessionSort): ReadonlyArray<A> => {
  switch (sort) {
    case "order":
      return sessions
    case "attention":
      return [...sessions].sort((a, b) => compare(urgencyOf(a), urgencyOf(b)))
    case "activity":
      return [...sessions].sort((a, b) => compare(lastActivity(b), lastActivity(a)))
  }
}

/** The members of each group directly behind its first one. */
export const groupsTogether = <A extends { readonly group: string | null }>(
  sessions: ReadonlyArray<A>
): ReadonlyArray<A> => {
  const members = Map.groupBy(sessions, ({ group }) => group)
  return sessions.flatMap((session) => {
    if (session.group === null) return [session]
    const all = members.get(session.group)!
    return all[0] === session ? all : []
  })
}
