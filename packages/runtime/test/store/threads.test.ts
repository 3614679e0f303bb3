import { assert, describe, it } from "@effect/vitest"
import type { SessionId } from "@opensessions/protocol/Ids"
import { Fact } from "../../src/store/Fact.ts"
import { topology } from "./topologies.ts"
import { api, exits, moved, says, shown, start, tell, turn, web } from "./world.ts"

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

  it("S73: a turn whose end was written down before the process left is done, whatever its live record still says", () => {
    const ends = (at: number) => [
      says("t", 10, "registry", "running", 2000),
      says("t", 10, "transcript", "done", at),
      exits("t", 3000)
    ]
    assert.deepStrictEqual(shown(tell(start(), ...ends(2500)))[0]?.agents, ["t done unseen %1"])
    assert.deepStrictEqual(shown(tell(start(), ...ends(1500)))[0]?.agents, ["t stale unseen %1"])
  })

  it("end their turn although the clock was set back in the middle of it", () => {
    const model = tell(
      start(),
      says("t", 10, "registry", "running", 9_000_000),
      says("t", 10, "registry", "idle", 5_400_000),
      says("t", 10, "transcript", "done", 5_399_500)
    )
    assert.deepStrictEqual(shown(model)[0]?.agents, ["t done unseen %1"])
  })

  describe("that are stopped", () => {
    const stopped = (pids: ReadonlyArray<number>, at: number) => Fact.ProcessesStopped({ pids: new Set(pids), at })
    const agents = (...facts: ReadonlyArray<Fact>) => new Set(shown(tell(start(), ...facts))[0]?.agents)
    const runs = says("t", 10, "registry", "running", 2000)
    const waits = says("u", 11, "registry", "waiting", 2000)

    it("neither work nor wait, until they go on", () => {
      assert.deepStrictEqual(agents(runs, waits, stopped([10, 11], 3000)), new Set(["t idle %1", "u idle %2"]))
      const goesOn = agents(runs, waits, stopped([10, 11], 3000), stopped([11], 4000))
      assert.deepStrictEqual(goesOn, new Set(["t running %1", "u idle %2"]))
      assert.deepStrictEqual(agents(runs, stopped([10], 3000), exits("t", 4000)), new Set())
    })

    it("are what was seen of them where they rested", () => {
      const done = turn(start(), "t", 10, 2000)
      assert.deepStrictEqual(shown(tell(done, stopped([10], 9000))), shown(done))
    })

    it("were stopped before they were found, too", () =>
      assert.deepStrictEqual(
        agents(stopped([10], 3000), says("t", 10, "registry", "running", 900)),
        new Set(["t idle %1"])
      ))

    it("go on where another process does the work, and not for a title, which is of what is in front", () => {
      const before = says("t", 10, "transcript", "tool-running", 2500)
      const title = says("t", 10, "title", "running", 3500)
      assert.deepStrictEqual(agents(runs, stopped([10], 3000), before, title), new Set(["t idle %1"]))
      const daemon = says("t", 10, "database", "running", 3500)
      assert.deepStrictEqual(agents(runs, stopped([10], 3000), daemon), new Set(["t running %1"]))
    })
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
