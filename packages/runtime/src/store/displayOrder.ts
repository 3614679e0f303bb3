/** The order and the numbers in which sessions are shown. */
import type { SessionFilter } from "@opensessions/protocol/State"
import type { AgentStatus } from "@opensessions/protocol/Agent"

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

/** Whether a session with these threads passes the filter: `active` has an agent, `running` has one at work or waiting. */
export const passes = (filter: SessionFilter, statuses: ReadonlyArray<AgentStatus>): boolean => {
  switch (filter) {
    case "all":
      return true
    case "active":
      return statuses.length > 0
    case "running":
      return statuses.some((status) => status === "running" || status === "tool-running" || status === "waiting")
  }
}
