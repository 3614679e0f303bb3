import type { PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { initialSidebarState } from "../../src/sidebars/SidebarState.ts"
import { shapeOf } from "../../src/sidebars/windowSteps.ts"
import type { Topology } from "../../src/tmux/Topology.ts"
import { brief, look, nothing, one, see, shown, steps } from "./support/planning.ts"
import { bell, emptyStash, world, type WorldShape } from "./support/shapes.ts"

describe("presence", () => {
  it("while hidden nothing is made", () => {
    assert.deepStrictEqual(steps(initialSidebarState, one({ panes: ["%1"] })), nothing)
  })

  it("the windows in view come first, the others of visited sessions later, those of others not at all (S6, S103)", () => {
    const shape = {
      sessions: { ...emptyStash, $1: ["@1", "@2"], $2: ["@3"] },
      windows: { ...bell, "@1": { panes: ["%1", "%4"] }, "@2": { panes: ["%2"] }, "@3": { panes: ["%3"] } },
      clients: { "/dev/pts/1": "$1", "!client-9": "$2" }
    }
    assert.deepStrictEqual(steps(shown, shape), { now: ["spawn @1 beside %1"], later: ["spawn @2 beside %2"] })
  })

  it("the window where it was asked for comes before all", () => {
    const shape = one({ panes: ["%1"] }, { sessions: { $1: ["@1", "@2"] }, windows: { "@2": { panes: ["%2"] } } })
    const { now } = steps({ ...shown, first: "@2" as WindowId }, shape)
    assert.deepStrictEqual(now, ["spawn @2 beside %2", "spawn @1 beside %1"])
  })

  it("a session that a client has left keeps being served", () => {
    const shape = one({ panes: ["%1", "S%9"] }, { sessions: { $2: ["@2"] }, windows: { "@2": { panes: ["%2"] } } })
    const { later } = steps({ ...shown, visited: new Set(["$2" as SessionId]) }, shape)
    assert.deepStrictEqual(later, ["spawn @2 beside %2"])
  })

  it("S8: a window linked into two sessions gets one sidebar", () => {
    const shape = one({ panes: ["%1"] }, { sessions: { $2: ["@1"] }, clients: { "/dev/pts/2": "$2" } })
    assert.deepStrictEqual(steps(shown, shape), { now: ["spawn @1 beside %1"], later: [] })
  })

  it("S7: of two sidebars in a window the older one stays", () => {
    const { now } = steps(shown, one({ panes: ["S%8", "S%9", "%1"] }))
    assert.include(now, "reap %9")
    assert.notInclude(now, "reap %8")
  })

  it("a dead sidebar goes, and another one comes", () => {
    const shape = one({ panes: ["%1"] })
    const topology = world(shape)
    const dead = { ...world(one({ panes: ["S%9", "%1"] })).panes.get("%9" as PaneId)!, dead: true }
    const window = topology.windows.get("@1" as WindowId)!
    const withDead: Topology = {
      ...topology,
      panes: new Map([...topology.panes, [dead.id, dead]]),
      windows: new Map([...topology.windows, [window.id, { ...window, panes: [dead.id, ...window.panes] }]])
    }
    const { now } = look(shown, withDead)
    assert.deepStrictEqual(now.map(brief), ["reap %9", "spawn @1 beside %1"])
  })

  it("S14: a window that is too small gets none and loses the one it has", () => {
    assert.deepStrictEqual(steps(shown, one({ panes: ["%1"], width: 50 })), nothing)
    assert.deepStrictEqual(steps(shown, one({ panes: ["S%9", "%1"], width: 50 })).now, ["stash %9 of @1"])
  })

  it("S14: what tmux refused is not tried again before the window has another shape", () => {
    const shape = one({ panes: ["%1", "%2"] })
    const topology = world(shape)
    const refused = new Map([["@1" as WindowId, shapeOf(topology.windows.get("@1" as WindowId)!, topology)]])
    assert.deepStrictEqual(steps({ ...shown, refused }, shape), nothing)
    assert.lengthOf(steps({ ...shown, refused }, one({ panes: ["%1"] })).now, 1)
  })

  it("S15: a zoomed window is left alone, shown or hidden, until it is unzoomed", () => {
    assert.deepStrictEqual(steps(shown, one({ panes: ["%1", "%2"], zoomed: true })), nothing)
    assert.deepStrictEqual(steps(initialSidebarState, one({ panes: ["S%9", "%1"], zoomed: true })), nothing)
    assert.deepStrictEqual(steps(initialSidebarState, one({ panes: ["S%9", "%1"] })).now, ["stash %9 of @1"])
  })

  it("a zoomed sidebar stays zoomed, but goes when all are hidden", () => {
    const shape = one({ panes: ["S%9", "%1"], zoomed: true, active: "%9" })
    assert.deepStrictEqual(steps(shown, shape), nothing)
    assert.deepStrictEqual(steps(initialSidebarState, shape).now, ["stash %9 of @1"])
  })

  it("S21: where somebody killed the sidebar none comes back", () => {
    const before = see(shown, world(one({ panes: ["S%9", "%1"] })))
    assert.deepStrictEqual(steps(before, one({ panes: ["%1"] })), nothing)
  })

  it("a sidebar that waits in the stash comes back to the window whose id its own has", () => {
    const stash = { sessions: { $0: ["@90", "@91"] }, windows: { "@91": { panes: ["S%9"], name: "@1" } } }
    assert.deepStrictEqual(steps(shown, one({ panes: ["%1"] }, stash)).now, ["recall %9 to @1"])
    assert.deepStrictEqual(steps(initialSidebarState, one({ panes: ["%1"] }, stash)), nothing)
  })

  it("a sidebar in the stash whose window is gone goes too", () => {
    const stash = { sessions: { $0: ["@90", "@91"] }, windows: { "@91": { panes: ["S%9"], name: "@7" } } }
    assert.deepStrictEqual(steps(initialSidebarState, one({ panes: ["%1"] }, stash)).now, ["reap %9"])
  })
})

describe("what is not ours in the stash", () => {
  it("goes to where the person is: windows whole, panes that were split off ours alone", () => {
    const shape: WorldShape = {
      sessions: { $0: ["@90", "@91", "@92"], $1: ["@1"], $2: ["@2"] },
      windows: {
        "@90": { panes: ["%90", "%70"], name: "ring" },
        "@91": { panes: ["S%9", "%71"], name: "@1" },
        "@92": { panes: ["%72", "%73"] },
        "@1": { panes: ["%1"] },
        "@2": { panes: ["%2"] }
      },
      clients: { "/dev/pts/1": "$2" }
    }
    assert.deepStrictEqual(
      steps(initialSidebarState, shape).now.filter((step) => step.startsWith("give")),
      ["give %70 to $2", "give %71 to $2", "give @92 to $2"]
    )
  })
})
