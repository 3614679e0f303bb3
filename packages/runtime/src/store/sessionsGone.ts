/** What follows a session through its life: its place in the order on a rename, everything else until it ends (S61, S62). */
import type { SessionId } from "@opensessions/protocol/Ids"
import type { Topology } from "../tmux/Topology.ts"
import type { Model } from "./Model.ts"

/** The persisted order holds names, so a renamed session takes its place along. */
export const followRenames = (model: Model, next: Topology): Model => {
  let order = model.order
  for (const session of model.topology.sessions.values()) {
    const name = next.sessions.get(session.id)?.name
    if (name === undefined || name === session.name || !order.includes(session.name)) continue
    order = order.filter((other) => other !== name).map((other) => (other === session.name ? name : other))
  }
  return order === model.order ? model : { ...model, order }
}

const keep = <V>(map: ReadonlyMap<SessionId, V>, alive: (id: SessionId) => boolean): ReadonlyMap<SessionId, V> =>
  [...map.keys()].every(alive) ? map : new Map([...map].filter(([id]) => alive(id)))

const keepMembers = (set: ReadonlySet<SessionId>, alive: (id: SessionId) => boolean): ReadonlySet<SessionId> =>
  [...set].every(alive) ? set : new Set([...set].filter(alive))

/** What belonged to ended sessions goes with them, so that a later one of the same name inherits nothing. */
export const forgetSessions = (model: Model): Model => {
  const alive = (id: SessionId) => model.topology.sessions.has(id)
  return {
    ...model,
    metadata: keep(model.metadata, alive),
    notified: keepMembers(model.notified, alive),
    hidden: keepMembers(model.hidden, alive)
  }
}
