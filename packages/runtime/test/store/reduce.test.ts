import { assert, describe, it } from "@effect/vitest"
import type { AgentStatus, EvidenceSource } from "@opensessions/protocol/Agent"
import { AgentEvent, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import type { SessionId } from "@opensessions/protocol/Ids"
import { Fact } from "../../src/store/Fact.ts"
import { initialModel, type Model } from "../../src/store/Model.ts"
import { project } from "../../src/store/project.ts"
import { reduce } from "../../src/store/reduce.ts"
import { remember } from "../../src/store/restore.ts"
import type { Topology } from "../../src/tmux/Topology.ts"
import { type ClientSpec, type SessionSpec, topology } from "./topologies.ts"

const server = { version: "0", key: 1, port: null, pid: 1, startedAt: 1000 }
const api: SessionSpec = {
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
const web: SessionSpec = {
  id: "$2",
  name: "web",
  path: "/web",
  createdAt: 2,
  windows: { "@2": [{ id: "%3", pid: 20 }] }
}

const start = (sessions: ReadonlyArray<SessionSpec> = [api, web], clients: ReadonlyArray<ClientSpec> = []): Model =>
  reduce(initialModel(server, "/home/me"), Fact.TopologyChanged({ topology: topology(sessions, clients) }))

const tell = (model: Model, ...facts: ReadonlyArray<Fact>) => facts.reduce(reduce, model)
const moved = (next: Topology) => Fact.TopologyChanged({ topology: next })

const says = (threadId: string, pid: number, source: EvidenceSource, status: AgentStatus, at: number) =>
  Fact.AgentSaid({
    event: AgentEvent.cases.ThreadReported.make({
      agent: "claude-code",
      threadId,
      identity: { ...unknownIdentity, pid, ancestors: [pid] },
      details: noDetails,
      evidence: { source, status, reason: null, at, detail: "" }
    })
  })

const exits = (threadId: string, at: number) =>
  Fact.AgentSaid({
    event: AgentEvent.cases.ThreadExited.make({ agent: "claude-code", threadId, at, detail: "process gone" })
  })

const shown = (model: Model) =>
  project(model, null).sessions.map((s) => ({
    name: s.name,
    unseen: s.unseen,
    attention: s.attention,
    agents: s.agents.map((a) => `${a.threadId} ${a.status}${a.unseen ? " unseen" : ""} ${a.paneId}`)
  }))

const turn = (model: Model, threadId: string, pid: number, at: number) =>
  tell(
    model,
    says(threadId, pid, "registry", "running", at),
    says(threadId, pid, "registry", "idle", at + 5000),
    says(threadId, pid, "transcript", "done", at + 5000)
  )

describe("threads in sessions", () => {
  it("S74: a turn that ends in a pane nobody looks at is unseen, and its session is", () => {
    const model = turn(start(), "t", 10, 2000)
    assert.deepStrictEqual(shown(model)[0], {
      name: "api",
      unseen: true,
      attention: "done",
      agents: ["t done unseen %1"]
    })
  })

  it("S74: a turn that ends in the active pane of a focused client is seen at once", () => {
    const model = turn(start([api, web], [{ name: "/dev/pts/9", session: "$1" }]), "t", 10, 2000)
    assert.deepStrictEqual(shown(model)[0]?.agents, ["t done %1"])
  })

  it("S74: an unfocused or control-mode client sees nothing, and neither does one in the next pane", () => {
    const clients = [
      { name: "a", session: "$1", focused: false },
      { name: "b", session: "$1", controlMode: true }
    ]
    assert.deepStrictEqual(shown(turn(start([api], clients), "t", 10, 2000))[0]?.agents, ["t done unseen %1"])
    const beside = turn(start([api], [{ name: "a", session: "$1" }]), "t", 11, 2000)
    assert.deepStrictEqual(shown(beside)[0]?.agents, ["t done unseen %2"])
  })

  it("is seen as soon as a client comes to its pane", () => {
    const model = tell(turn(start(), "t", 10, 2000), moved(topology([api, web], [{ name: "a", session: "$1" }])))
    assert.deepStrictEqual(shown(model)[0], { name: "api", unseen: false, attention: "done", agents: ["t done %1"] })
  })

  it("is unseen no more when it works again", () => {
    const model = tell(turn(start(), "t", 10, 2000), says("t", 10, "registry", "running", 9000))
    assert.deepStrictEqual(shown(model)[0]?.agents, ["t running %1"])
  })

  it("does not take an outcome from before the daemon's start for news", () => {
    const model = tell(start(), says("t", 10, "registry", "idle", 500), says("t", 10, "transcript", "done", 500))
    assert.deepStrictEqual(shown(model)[0]?.agents, ["t done %1"])
  })

  it("a running thread never hides a waiting one", () => {
    const model = tell(start(), says("a", 10, "registry", "running", 2000), says("b", 11, "registry", "waiting", 2001))
    assert.deepStrictEqual(shown(model)[0]?.agents, ["b waiting %2", "a running %1"])
    assert.strictEqual(shown(model)[0]?.attention, "waiting")
  })

  it("S73: a thread whose process is gone in mid-turn is stale, one at rest and seen is gone", () => {
    const working = tell(start(), says("t", 10, "registry", "running", 2000), exits("t", 3000))
    assert.deepStrictEqual(shown(working)[0]?.agents, ["t stale unseen %1"])
    const resting = tell(start(), says("t", 10, "registry", "idle", 2000), exits("t", 3000))
    assert.deepStrictEqual(shown(resting)[0]?.agents, [])
  })

  it("S73: a late line of a transcript does not bring an ended thread back to work", () => {
    const model = tell(
      start(),
      says("t", 10, "registry", "running", 2000),
      exits("t", 3000),
      says("t", 10, "transcript", "running", 3100)
    )
    assert.deepStrictEqual(shown(model)[0]?.agents, ["t stale unseen %1"])
  })

  it("S72: a thread moves with its pane", () => {
    const before = tell(start(), says("t", 11, "registry", "running", 2000))
    const after = tell(
      before,
      moved(
        topology([
          { ...api, windows: { "@1": [{ id: "%1", pid: 10 }] } },
          {
            ...web,
            windows: {
              "@2": [
                { id: "%3", pid: 20 },
                { id: "%2", pid: 11 }
              ]
            }
          }
        ])
      )
    )
    assert.deepStrictEqual(
      shown(after).map((s) => s.agents),
      [[], ["t running %2"]]
    )
  })

  it("acting on a session clears what was only kept to be seen", () => {
    const stale = tell(start(), says("t", 10, "registry", "running", 2000), exits("t", 3000))
    const model = tell(stale, Fact.Seen({ sessionId: "$1" as SessionId, threadId: null }))
    assert.deepStrictEqual(shown(model)[0]?.agents, [])
  })
})

describe("sessions", () => {
  const names = (model: Model) => project(model, null).sessions.map((s) => `${s.index} ${s.name}`)

  it("come in the persisted order, then by creation", () => {
    assert.deepStrictEqual(names(start()), ["1 api", "2 web"])
    assert.deepStrictEqual(names(tell(start(), Fact.OrderChanged({ order: ["web"] }))), ["1 web", "2 api"])
  })

  it("S61: a renamed session keeps its place and its metadata", () => {
    const pill = { text: "x", tone: "info" as const, at: 1, expiresAt: null }
    const model = tell(
      start(),
      Fact.OrderChanged({ order: ["web", "api"] }),
      Fact.StatusSet({ sessionId: "$2" as SessionId, status: pill }),
      moved(topology([api, { ...web, name: "zzz" }]))
    )
    assert.deepStrictEqual(names(model), ["1 zzz", "2 api"])
    assert.strictEqual(project(model, null).sessions[0]?.metadata.status?.text, "x")
  })

  it("S62: a session of the same name inherits nothing from an ended one", () => {
    const pill = { text: "x", tone: "info" as const, at: 1, expiresAt: null }
    const model = tell(
      start(),
      Fact.StatusSet({ sessionId: "$2" as SessionId, status: pill }),
      moved(topology([api])),
      moved(topology([api, { ...web, id: "$7" }]))
    )
    assert.strictEqual(project(model, null).sessions[1]?.metadata.status, null)
  })

  it("S70: hidden and filtered sessions take no number", () => {
    const hidden = tell(start(), Fact.HiddenChanged({ sessionId: "$1" as SessionId, hidden: true }))
    assert.deepStrictEqual(names(hidden), ["null api", "1 web"])
    const filtered = tell(
      start(),
      Fact.FilterChanged({ filter: "running" }),
      says("t", 20, "registry", "waiting", 2000)
    )
    assert.deepStrictEqual(names(filtered), ["null api", "1 web"])
  })

  it("leave the stash out", () => {
    assert.deepStrictEqual(names(start([api, { id: "$5", name: "_os_stash", windows: {} }])), ["1 api"])
  })

  it("S75: facts that change nothing visible give the very same document", () => {
    const model = tell(start(), says("t", 10, "registry", "running", 2000))
    const before = project(model, null)
    assert.strictEqual(project(tell(model, moved(topology([api, web]))), before), before)
  })
})

describe("a restart of the daemon", () => {
  it("S11: brings back unseen outcomes, metadata, hidden sessions and settings", () => {
    const pill = { text: "x", tone: "info" as const, at: 1, expiresAt: null }
    const before = tell(
      turn(start(), "t", 10, 2000),
      Fact.StatusSet({ sessionId: "$2" as SessionId, status: pill }),
      Fact.HiddenChanged({ sessionId: "$2" as SessionId, hidden: true }),
      Fact.VisibilityChanged({ visible: true }),
      Fact.WidthChanged({ columns: 31 })
    )
    const after = tell(start(), Fact.Restored({ remembered: remember(before, project(before, null)) }))
    assert.deepStrictEqual(shown(after)[0]?.agents, ["t done unseen %1"])
    const document = project(after, null)
    assert.deepStrictEqual(
      [
        document.sidebarVisible,
        document.sidebarWidth,
        document.sessions[1]?.hidden,
        document.sessions[1]?.metadata.status?.text
      ],
      [true, 31, true, "x"]
    )
  })

  it("keeps the mark of a thread that is found alive again, and marks one that ended its turn meanwhile", () => {
    const old = { ...server, startedAt: 100 }
    const first = { ...start(), server: old }
    const before = tell(turn(first, "t", 10, 200), says("u", 11, "registry", "running", 300))
    const remembered = remember(before, project(before, null))
    const after = tell(
      start(),
      Fact.Restored({ remembered }),
      says("t", 10, "registry", "idle", 500),
      says("t", 10, "transcript", "done", 500),
      says("u", 11, "registry", "idle", 600),
      says("u", 11, "transcript", "done", 600)
    )
    assert.deepStrictEqual(shown(after)[0]?.agents.toSorted(), ["t done unseen %1", "u done unseen %2"])
  })

  it("S51: gives nothing to sessions of another tmux server that have the same ids", () => {
    const before = turn(start(), "t", 10, 2000)
    const after = tell(
      start([{ ...api, createdAt: 99 }]),
      Fact.Restored({ remembered: remember(before, project(before, null)) })
    )
    assert.deepStrictEqual(shown(after)[0]?.agents, [])
  })
})
