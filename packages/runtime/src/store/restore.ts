/** Takes up what an earlier daemon of this tmux server left, and gives what the next one is to find. */
import { type Agent, isTerminal } from "@opensessions/protocol/Agent"
import { noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import type { SessionId } from "@opensessions/protocol/Ids"
import { emptyMetadata, type SessionMetadata } from "@opensessions/protocol/Metadata"
import type { State } from "@opensessions/protocol/State"
import type { EarlierThread } from "../agents/settle.ts"
import { type Thread, threadKey } from "../agents/Thread.ts"
import type { Model } from "./Model.ts"
import type { Remembered, RememberedThread } from "./Remembered.ts"

/**
 * An outcome that nobody has seen is shown as long as it can be seen: in its pane, or in the session of which a script told.
 * What had a pane that is gone has nothing left to look at.
 */
const canBeSeen = (model: Model, { paneId, evidence }: Agent): boolean =>
  paneId === null ? evidence.source === "api" : model.topology.panes.has(paneId)

const revive = ({ agent, sessionId }: RememberedThread): Thread => {
  const { paneId } = agent
  const detail = "kept from before the daemon's restart because nobody has seen it"
  return {
    agent: agent.agent,
    threadId: agent.threadId,
    identity: { ...unknownIdentity, paneId, cwd: agent.cwd },
    details: {
      ...noDetails,
      threadName: agent.threadName,
      lastUserPrompt: agent.lastUserPrompt,
      model: agent.model,
      tokens: agent.tokens
    },
    evidence: new Map(),
    verdict: {
      status: agent.status,
      reason: agent.statusReason,
      source: agent.evidence.source,
      at: agent.since,
      saidAt: agent.since,
      deciders: [],
      because: detail
    },
    since: agent.since,
    turnStartedAt: 0,
    lastActivityAt: agent.lastActivityAt,
    unseen: true,
    place: { paneId, sessions: [sessionId] },
    stoppedAt: null,
    exited: { at: agent.lastActivityAt, detail }
  }
}

/** Applies what was remembered to sessions that are still the same ones (id and creation time). Needs the topology. */
export const restore = (model: Model, remembered: Remembered): Model => {
  const same = (id: SessionId, createdAt: number) => model.topology.sessions.get(id)?.createdAt === createdAt
  const metadata = new Map<SessionId, SessionMetadata>(model.metadata)
  const notified = new Set(model.notified)
  const hidden = new Set(model.hidden)
  for (const session of remembered.sessions) {
    if (!same(session.id, session.createdAt)) continue
    metadata.set(session.id, session.metadata)
    if (session.notified) notified.add(session.id)
    if (session.hidden) hidden.add(session.id)
  }
  const earlier = new Map<string, EarlierThread>()
  const threads = new Map(model.threads)
  for (const thread of remembered.threads) {
    if (!same(thread.sessionId, thread.sessionCreatedAt)) continue
    const { agent } = thread
    const key = threadKey(agent.agent, agent.threadId)
    earlier.set(key, { status: agent.status, since: agent.since, unseen: agent.unseen })
    if (!agent.unseen || !isTerminal(agent.status) || threads.has(key)) continue
    if (canBeSeen(model, agent)) threads.set(key, revive(thread))
  }
  return {
    ...model,
    metadata,
    notified,
    hidden,
    earlier,
    threads,
    visible: remembered.visible,
    width: remembered.width ?? model.width,
    theme: remembered.theme ?? model.theme,
    filter: remembered.filter ?? model.filter,
    collapsed: new Set([...model.collapsed, ...remembered.collapsed]),
    order: remembered.order.length > 0 ? remembered.order : model.order
  }
}

/** What the next daemon is to find. */
export const remember = (model: Model, state: State): Remembered => ({
  visible: model.visible,
  width: model.width,
  theme: model.theme,
  filter: model.filter,
  collapsed: [...model.collapsed],
  order: model.order,
  sessions: state.sessions.map((session) => ({
    id: session.id,
    createdAt: session.createdAt,
    metadata: model.metadata.get(session.id) ?? emptyMetadata,
    hidden: session.hidden,
    notified: model.notified.has(session.id)
  })),
  threads: state.sessions.flatMap((session) =>
    session.agents.map((agent) => ({ sessionId: session.id, sessionCreatedAt: session.createdAt, agent }))
  )
})
