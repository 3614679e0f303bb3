/** A small store world for tests: two sessions, and agents that speak. */
import type { AgentStatus, EvidenceSource } from "@opensessions/protocol/Agent"
import { AgentEvent, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { Fact } from "../../src/store/Fact.ts"
import { initialModel, type Model } from "../../src/store/Model.ts"
import { project } from "../../src/store/project.ts"
import { reduce } from "../../src/store/reduce.ts"
import type { Topology } from "../../src/tmux/Topology.ts"
import { type ClientSpec, type SessionSpec, topology } from "./topologies.ts"

export const server = { version: "0", key: 1, port: null, pid: 1, startedAt: 1000 }
export const api: SessionSpec = {
  id: "$1",
  name: "api",
  path: "/api",
  windows: {
    "@1": [
      { id: "%1", pid: 10 },
      { id: "%2", pid: 11 }
    ]
  }
}
export const web: SessionSpec = {
  id: "$2",
  name: "web",
  path: "/web",
  createdAt: 2,
  windows: { "@2": [{ id: "%3", pid: 20 }] }
}

export const start = (
  sessions: ReadonlyArray<SessionSpec> = [api, web],
  clients: ReadonlyArray<ClientSpec> = []
): Model => reduce(initialModel(server, "/home/me"), Fact.TopologyChanged({ topology: topology(sessions, clients) }))

export const tell = (model: Model, ...facts: ReadonlyArray<Fact>) => facts.reduce(reduce, model)
export const moved = (next: Topology) => Fact.TopologyChanged({ topology: next })

export const says = (threadId: string, pid: number, source: EvidenceSource, status: AgentStatus, at: number) =>
  Fact.AgentSaid({
    event: AgentEvent.cases.ThreadReported.make({
      agent: "claude-code",
      threadId,
      identity: { ...unknownIdentity, pid, ancestors: [pid] },
      details: noDetails,
      evidence: { source, status, reason: null, at, detail: "" }
    })
  })

export const exits = (threadId: string, at: number) =>
  Fact.AgentSaid({
    event: AgentEvent.cases.ThreadExited.make({ agent: "claude-code", threadId, at, detail: "process gone" })
  })

export const shown = (model: Model) =>
  project(model, null).sessions.map((s) => ({
    name: s.name,
    unseen: s.unseen,
    attention: s.attention,
    agents: s.agents.map((a) => `${a.threadId} ${a.status}${a.unseen ? " unseen" : ""} ${a.paneId}`)
  }))

export const turn = (model: Model, threadId: string, pid: number, at: number) =>
  tell(
    model,
    says(threadId, pid, "registry", "running", at),
    says(threadId, pid, "registry", "idle", at + 5000),
    says(threadId, pid, "transcript", "done", at + 5000)
  )
