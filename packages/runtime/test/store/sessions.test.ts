import { assert, describe, it } from "@effect/vitest"
import type { SessionId } from "@opensessions/protocol/Ids"
import { Fact } from "../../src/store/Fact.ts"
import type { Model } from "../../src/store/Model.ts"
import { project } from "../../src/store/project.ts"
import { remember } from "../../src/store/restore.ts"
import { topology } from "./topologies.ts"
import { api, moved, says, server, shown, start, tell, turn, web } from "./world.ts"

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

describe("a notification", () => {
  const line = { message: "look", tone: "info" as const, source: null, at: 1 }
  const notified = () => tell(start(), Fact.Notified({ sessionId: "$1" as SessionId, line }))
  const unseen = (model: Model) => project(model, null).sessions[0]?.unseen
  const clients = [{ name: "a", session: "$1" }]

  it("marks the session until somebody comes to it", () => {
    assert.isTrue(unseen(notified()))
    assert.isFalse(unseen(tell(notified(), moved(topology([api, web], clients)))))
  })

  it("marks the session that somebody is in, until they act on it", () => {
    const there = tell(start([api, web], clients), Fact.Notified({ sessionId: "$1" as SessionId, line }))
    assert.isTrue(unseen(tell(there, moved(topology([api, web], clients)))))
    assert.isFalse(unseen(tell(there, Fact.Visited({ sessionId: "$1" as SessionId }))))
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

  it("brings nothing back whose pane was closed meanwhile", () => {
    const before = turn(turn(start(), "t", 10, 2000), "u", 11, 2000)
    const left = start([{ ...api, windows: { "@1": [{ id: "%2", pid: 11 }] } }])
    const after = tell(left, Fact.Restored({ remembered: remember(before, project(before, null)) }))
    assert.deepStrictEqual(shown(after)[0]?.agents, ["u done unseen %2"])
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
