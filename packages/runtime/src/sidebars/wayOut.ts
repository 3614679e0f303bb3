/** Where a person goes who came into the stash: on, as if it were not there. Pure. */
import type { SessionId } from "@opensessions/protocol/Ids"
import type { Topology } from "../tmux/Topology.ts"

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : 1

/**
 * `switch-client -n` and `-p` (`prefix )` and `(`) go through the sessions by their names, and round. Who came from one
 * beside the stash was on the way to the one on its other side; who came from elsewhere goes back. Null for nowhere.
 */
export const wayOut = (topology: Topology, stash: SessionId, from: SessionId | undefined): SessionId | null => {
  if (from === undefined || !topology.sessions.has(from)) return null
  const order = [...topology.sessions.values()].toSorted(byName).map(({ id }) => id)
  const beside = (by: 1 | -1) => order[(order.indexOf(stash) + by + order.length) % order.length] ?? from
  if (from === beside(-1)) return beside(1)
  return from === beside(1) ? beside(-1) : from
}
