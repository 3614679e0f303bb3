/** Turns the model into the state document. Sessions that did not change keep their identity. */
import { type Agent, type AgentStatus, urgency } from "@opensessions/protocol/Agent"
import type { SessionId } from "@opensessions/protocol/Ids"
import { emptyMetadata } from "@opensessions/protocol/Metadata"
import { sessionPasses } from "@opensessions/protocol/sessionPasses"
import type { Session, State } from "@opensessions/protocol/State"
import type { Thread } from "../agents/Thread.ts"
import { stashName, type TmuxSession } from "../tmux/Topology.ts"
import { sessionDirectory } from "./directory.ts"
import { groupsTogether, inOrder, sortedBy } from "./displayOrder.ts"
import { groupOf, sharedRepositories } from "./groupOf.ts"
import type { Model } from "./Model.ts"
import { sameData } from "./sameData.ts"

const agentOf = (thread: Thread): Agent => ({
  agent: thread.agent,
  threadId: thread.threadId,
  threadName: thread.details.threadName,
  status: thread.verdict.status,
  statusReason: thread.verdict.reason,
  since: thread.since,
  lastActivityAt: thread.lastActivityAt,
  unseen: thread.unseen,
  paneId: thread.place.paneId,
  pid: thread.exited === null ? thread.identity.pid : null,
  cwd: thread.identity.cwd,
  lastUserPrompt: thread.details.lastUserPrompt,
  model: thread.details.model,
  tokens: thread.details.tokens,
  subagents: thread.details.subagents ?? 0,
  evidence: { source: thread.verdict.source, at: thread.verdict.at }
})

const byUrgency = (a: Agent, b: Agent): number =>
  urgency(a) - urgency(b) || a.since - b.since || (a.threadId < b.threadId ? -1 : 1)

const agentsBySession = (model: Model): ReadonlyMap<SessionId, ReadonlyArray<Agent>> => {
  const all = new Map<SessionId, Array<Agent>>()
  for (const thread of model.threads.values()) {
    if (thread.place.sessions.length === 0) continue
    const agent = agentOf(thread)
    for (const id of thread.place.sessions) {
      const agents = all.get(id)
      if (agents === undefined) all.set(id, [agent])
      else agents.push(agent)
    }
  }
  for (const agents of all.values()) agents.sort(byUrgency)
  return all
}

const attachedTo = (model: Model): ReadonlyMap<SessionId, number> => {
  const counts = new Map<SessionId, number>()
  for (const client of model.topology.clients.values()) {
    if (client.controlMode || client.sessionId === null) continue
    counts.set(client.sessionId, (counts.get(client.sessionId) ?? 0) + 1)
  }
  return counts
}

const attentionOf = (agents: ReadonlyArray<Agent>): AgentStatus | null => agents[0]?.status ?? null

interface Extras {
  readonly agents: ReadonlyArray<Agent>
  readonly attached: number
}

/** A session before its group and its number are known. */
const sessionOf = (model: Model, session: TmuxSession, { agents, attached }: Extras): Session => {
  const directory = sessionDirectory(session, model.topology, model.home)
  const panes = session.windows.flatMap(({ windowId }) =>
    (model.topology.windows.get(windowId)?.panes ?? []).filter((id) => model.topology.panes.get(id)?.sidebar === false)
  )
  return {
    id: session.id,
    name: session.name,
    directory,
    createdAt: session.createdAt,
    index: null,
    hidden: model.hidden.has(session.id),
    group: null,
    attached,
    windows: session.windows.length,
    panes: panes.length,
    git: model.git.get(directory) ?? null,
    ports: panes.flatMap((id) => model.ports.get(id) ?? []),
    unseen: model.notified.has(session.id) || agents.some((agent) => agent.unseen),
    attention: attentionOf(agents),
    agents,
    metadata: model.metadata.get(session.id) ?? emptyMetadata
  }
}

/** All sessions in displayed order, groups together. */
const inDisplayedOrder = (model: Model): ReadonlyArray<Session> => {
  const agents = agentsBySession(model)
  const attached = attachedTo(model)
  const user = [...model.topology.sessions.values()].filter((session) => session.name !== stashName)
  const own = inOrder(user, model.order).map((session) =>
    sessionOf(model, session, { agents: agents.get(session.id) ?? [], attached: attached.get(session.id) ?? 0 })
  )
  const sorted = sortedBy(own, model.sort)
  const shared = sharedRepositories(sorted)
  return shared.size === 0
    ? sorted
    : groupsTogether(
        sorted.map((session) => ({ ...session, group: session.hidden ? null : groupOf(session.git, shared) }))
      )
}

/** How many sessions of each group pass the filter: a group of one is shown as a session, and does not fold. */
const passingMembers = (passing: ReadonlyArray<Session>): ReadonlyMap<string | null, number> =>
  new Map([...Map.groupBy(passing, ({ group }) => group)].map(([group, members]) => [group, members.length]))

/** The sessions in displayed order; those without a row follow their place with `index: null`. */
export const projectSessions = (model: Model, former: ReadonlyArray<Session>): ReadonlyArray<Session> => {
  const before = new Map(former.map((session) => [session.id, session]))
  const ordered = inDisplayedOrder(model)
  const passing = ordered.filter((session) => !session.hidden && sessionPasses(model.filter, session.agents))
  const members = passingMembers(passing)
  const isFolded = ({ group }: Session) => group !== null && model.collapsed.has(group) && (members.get(group) ?? 0) > 1
  const indexes = new Map(passing.filter((session) => !isFolded(session)).map(({ id }, at) => [id, at + 1]))
  const sessions = ordered.map((session) => {
    const next = { ...session, index: indexes.get(session.id) ?? null }
    const same = before.get(session.id)
    return same !== undefined && sameData(same, next) ? same : next
  })
  return sessions.length === former.length && sessions.every((session, i) => session === former[i]) ? former : sessions
}

/** The next document, or the very same one where nothing that it shows has changed. */
export const project = (model: Model, former: State | null): State => {
  const next: State = {
    version: 1,
    revision: (former?.revision ?? 0) + 1,
    server: model.server,
    theme: model.theme,
    themes: model.themes,
    sessionFilter: model.filter,
    sort: model.sort,
    collapsed: [...model.collapsed],
    sidebarWidth: model.width,
    sidebarVisible: model.visible,
    notices: [...model.notices.values()],
    sessions: projectSessions(model, former?.sessions ?? [])
  }
  return former !== null && sameData({ ...next, revision: former.revision }, former) ? former : next
}
