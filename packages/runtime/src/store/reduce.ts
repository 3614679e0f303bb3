/** The meaning of every fact: a pure function from model to model. */
import { emptyMetadata, maxLogLines, type SessionMetadata } from "@opensessions/protocol/Metadata"
import type { SessionId } from "@opensessions/protocol/Ids"
import { whereabouts } from "../agents/attribution.ts"
import type { Fact } from "./Fact.ts"
import type { Model } from "./Model.ts"
import { reduceAgentEvent, replaceThreads, seeThreads, stopThreads, visitSessions } from "./reduceThreads.ts"
import { expire } from "./expiry.ts"
import { restore } from "./restore.ts"
import { followRenames, forgetSessions } from "./sessionsGone.ts"
import { watchedPanes, watchedSessions } from "./watchedPanes.ts"

const withEntry = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V | null): ReadonlyMap<K, V> => {
  const next = new Map(map)
  if (value === null) next.delete(key)
  else next.set(key, value)
  return next
}

const withMember = <A>(set: ReadonlySet<A>, member: A, present: boolean): ReadonlySet<A> => {
  if (set.has(member) === present) return set
  const next = new Set(set)
  if (present) next.add(member)
  else next.delete(member)
  return next
}

const changeMetadata = (
  model: Model,
  sessionId: SessionId,
  change: (metadata: SessionMetadata) => SessionMetadata
): Model =>
  model.topology.sessions.has(sessionId)
    ? {
        ...model,
        metadata: withEntry(model.metadata, sessionId, change(model.metadata.get(sessionId) ?? emptyMetadata))
      }
    : model

const log = (model: Model, sessionId: SessionId, line: SessionMetadata["logs"][number]): Model =>
  changeMetadata(model, sessionId, (m) => ({ ...m, logs: [...m.logs, line].slice(-maxLogLines) }))

/** Applies one fact. Facts about sessions that do not exist change nothing. */
export const reduce = (model: Model, fact: Fact): Model => {
  switch (fact._tag) {
    case "TopologyChanged": {
      const { topology } = fact
      const next = {
        ...followRenames(model, topology),
        topology,
        where: whereabouts(topology),
        watchedPanes: watchedPanes(topology),
        watchedSessions: watchedSessions(topology)
      }
      const arrived = new Set([...next.watchedSessions].filter((id) => !model.watchedSessions.has(id)))
      return visitSessions(forgetSessions(replaceThreads(next)), arrived)
    }
    case "AgentSaid":
      return reduceAgentEvent(model, fact.event)
    case "ProcessesStopped":
      return stopThreads(model, fact.pids, fact.at)
    case "GitRead":
      return { ...model, git: new Map(model.git).set(fact.directory, fact.git) }
    case "PortsRead":
      return { ...model, ports: fact.ports }
    case "StatusSet":
      return changeMetadata(model, fact.sessionId, (m) => ({ ...m, status: fact.status }))
    case "ProgressSet":
      return changeMetadata(model, fact.sessionId, (m) => ({ ...m, progress: fact.progress }))
    case "Logged":
      return log(model, fact.sessionId, fact.line)
    case "LogCleared":
      return changeMetadata(model, fact.sessionId, (m) => ({ ...m, logs: [] }))
    case "Notified":
      return model.topology.sessions.has(fact.sessionId)
        ? { ...log(model, fact.sessionId, fact.line), notified: withMember(model.notified, fact.sessionId, true) }
        : model
    case "Seen":
      return {
        ...seeThreads(model, fact.sessionId, fact.threadId),
        notified: fact.threadId === null ? withMember(model.notified, fact.sessionId, false) : model.notified
      }
    case "Visited":
      return visitSessions(model, new Set([fact.sessionId]))
    case "VisibilityChanged":
      return { ...model, visible: fact.visible }
    case "WidthChanged":
      return { ...model, width: fact.columns }
    case "ThemeChanged":
      return { ...model, theme: fact.theme }
    case "ThemesChanged":
      return { ...model, themes: fact.themes }
    case "FilterChanged":
      return { ...model, filter: fact.filter }
    case "SortChanged":
      return { ...model, sort: fact.sort }
    case "GroupFolded":
      return { ...model, collapsed: withMember(model.collapsed, fact.group, fact.folded) }
    case "OrderChanged":
      return { ...model, order: fact.order }
    case "HiddenChanged":
      return { ...model, hidden: withMember(model.hidden, fact.sessionId, fact.hidden) }
    case "PortBound":
      return { ...model, server: { ...model.server, port: fact.port } }
    case "NoticeChanged":
      return { ...model, notices: withEntry(model.notices, fact.key, fact.text) }
    case "TimePassed":
      return expire(model, fact.now)
    case "Restored":
      return restore(model, fact.remembered)
  }
}
