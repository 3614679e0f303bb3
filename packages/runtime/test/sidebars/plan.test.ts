import type { PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { observe } from "../../src/sidebars/observe.ts"
import { plan, shapeOf } from "../../src/sidebars/plan.ts"
import { initialSidebarState, type SidebarState } from "../../src/sidebars/SidebarState.ts"
import type { Step } from "../../src/sidebars/Step.ts"
import type { Topology } from "../../src/tmux/Topology.ts"
import { bell, emptyStash, world, type WorldShape } from "./support/shapes.ts"

const shown: SidebarState = { ...initialSidebarState, visible: true }

/** A step in a few letters. */
const brief = (step: Step): string => {
  switch (step._tag) {
    case "Spawn":
      return `spawn ${step.place.windowId} beside ${step.place.beside}`
    case "Recall":
      return `recall ${step.paneId} to ${step.place.windowId}`
    case "Arrange":
      return `arrange ${step.paneId} in ${step.place.windowId} to ${step.place.columns}`
    case "Stash":
      return `stash ${step.paneId} of ${step.windowId}`
    case "Reap":
      return `reap ${step.paneId}`
    case "FocusContent":
      return `focus ${step.paneId}`
    case "MoveClient":
      return `${step.client} to ${step.to}`
    case "CloseWindow":
      return `close ${step.windowId}: ${step.sidebars.join(" ")}`
    case "GiveShell":
      return `shell in ${step.windowId}`
    case "EndStash":
      return "end"
  }
}

const displayed = (topology: Topology) => [...topology.sessions.keys()].map((id, i) => ({ id, index: i + 1 }))

/** What is done now and later, after one look. */
const steps = (state: SidebarState, shape: WorldShape) => {
  const topology = world(shape)
  const { now, later } = plan(observe(state, topology), topology, displayed(topology))
  return { now: now.map(brief), later: later.map(brief) }
}

/** One session `$1` with one window `@1`, and a client in it. */
const one = (window: WorldShape["windows"][string], more: Partial<WorldShape> = {}): WorldShape => ({
  sessions: { ...emptyStash, $1: ["@1"], ...more.sessions },
  windows: { ...bell, "@1": window, ...more.windows },
  clients: { "/dev/pts/1": "$1", ...more.clients }
})

const nothing = { now: [], later: [] }

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
    const { now } = plan(observe(shown, withDead), withDead, [])
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
    const before = observe(shown, world(one({ panes: ["S%9", "%1"] })))
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

describe("place", () => {
  it.each([
    ["too wide", { panes: ["S%9:40", "%1"] }],
    ["too narrow", { panes: ["S%9:10", "%1"] }],
    ["at the other side", { panes: ["%1", "S%9"] }],
    ["between others", { panes: ["%1", "S%9", "%2"] }]
  ])("a sidebar that is %s is put right, once for each shape", (_name, window) => {
    assert.deepStrictEqual(steps(shown, one(window)).now, ["arrange %9 in @1 to 26"])
    const topology = world(one(window))
    const tried = new Map([["@1" as WindowId, shapeOf(topology.windows.get("@1" as WindowId)!, topology)]])
    assert.deepStrictEqual(steps({ ...shown, tried }, one(window)), nothing)
  })

  it.each([
    ["left", { panes: ["S%9", "%1", "%2"] }],
    ["right", { panes: ["%1", "%2", "S%9"] }]
  ] as const)("a sidebar in its place on the %s needs nothing", (side, window) => {
    assert.deepStrictEqual(steps({ ...shown, side }, one(window)), nothing)
  })

  it("S29: the width is a function of the window's", () => {
    const wide = { ...shown, columns: 60 }
    assert.deepStrictEqual(steps(wide, one({ panes: ["S%9:60", "%1"] })), nothing)
    assert.deepStrictEqual(steps(wide, one({ panes: ["S%9:49", "%1"], width: 80 })), nothing)
  })

  it("a sidebar that somebody moved to another window comes home", () => {
    const shape = (panes1: ReadonlyArray<string>, panes2: ReadonlyArray<string>) =>
      one({ panes: panes1 }, { sessions: { $1: ["@1", "@2"] }, windows: { "@2": { panes: panes2 } } })
    const before = observe(shown, world(shape(["S%9", "%1"], ["S%8", "%2"])))
    assert.deepStrictEqual(steps(before, shape(["%1"], ["S%9", "S%8", "%2"])).now, ["recall %9 to @1"])
  })

  it("a sidebar that somebody moved away goes to the stash where it can't come home, and no zoom ends for it", () => {
    const shape = (home: object, host: object): WorldShape => ({
      sessions: { ...emptyStash, $1: ["@2", "@1"] },
      windows: { ...bell, "@1": { panes: ["%1"], ...home }, "@2": { panes: ["%2", "S%9"], ...host } },
      clients: { "/dev/pts/1": "$1" }
    })
    const before = observe(shown, world(one({ panes: ["S%9", "%1"] }, { windows: { "@2": { panes: ["%2"] } } })))
    const all = (state: SidebarState, home: object, host: object) => {
      const { now, later } = steps(state, shape(home, host))
      return [...now, ...later].filter((step) => step.includes("%9"))
    }
    assert.deepStrictEqual(all(before, {}, {}), ["recall %9 to @1"])
    assert.deepStrictEqual(all({ ...before, visible: false }, {}, {}), ["stash %9 of @2"])
    assert.deepStrictEqual(all(before, { zoomed: true }, {}), ["stash %9 of @2"])
    assert.deepStrictEqual(all(before, { width: 40 }, {}), ["stash %9 of @2"])
    assert.deepStrictEqual(all(before, {}, { zoomed: true }), [])
  })

  it("a sidebar that was broken out comes home, and its window goes with it", () => {
    const before = observe(shown, world(one({ panes: ["S%9", "%1"] })))
    const shape = one({ panes: ["%1"] }, { sessions: { $1: ["@2", "@1"] }, windows: { "@2": { panes: ["S%9"] } } })
    assert.deepStrictEqual(steps(before, shape), { now: [], later: ["recall %9 to @1"] })
  })
})

describe("focus", () => {
  const before = (active: string): SidebarState => {
    const topology = world(one({ panes: ["S%9", "%1", "%2"], active }))
    return { ...observe(shown, topology), actives: new Map([["@1" as WindowId, active as PaneId]]) }
  }

  it("does not fall on the sidebar when the active pane exits", () => {
    assert.deepStrictEqual(steps(before("%1"), one({ panes: ["S%9", "%2"], active: "%9" })).now, ["focus %2"])
  })

  it("stays on the sidebar when a person went there", () => {
    assert.deepStrictEqual(steps(before("%1"), one({ panes: ["S%9", "%1", "%2"], active: "%9" })), nothing)
    assert.deepStrictEqual(steps(before("%9"), one({ panes: ["S%9", "%2"], active: "%9" })), nothing)
  })
})
