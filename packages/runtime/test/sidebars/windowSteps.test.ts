import type { WindowId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import type { SidebarState } from "../../src/sidebars/SidebarState.ts"
import { shapeOf } from "../../src/sidebars/windowSteps.ts"
import { look, nothing, one, see, shown, steps } from "./support/planning.ts"
import { bell, emptyStash, world, type WorldShape } from "./support/shapes.ts"

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
    const before = see(shown, world(shape(["S%9", "%1"], ["S%8", "%2"])))
    assert.deepStrictEqual(steps(before, shape(["%1"], ["S%9", "S%8", "%2"])).now, ["recall %9 to @1"])
  })

  it("a sidebar that somebody moved away goes to the stash where it can't come home, and no zoom ends for it", () => {
    const shape = (home: object, host: object): WorldShape => ({
      sessions: { ...emptyStash, $1: ["@2", "@1"] },
      windows: { ...bell, "@1": { panes: ["%1"], ...home }, "@2": { panes: ["%2", "S%9"], ...host } },
      clients: { "/dev/pts/1": "$1" }
    })
    const before = see(shown, world(one({ panes: ["S%9", "%1"] }, { windows: { "@2": { panes: ["%2"] } } })))
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

  it("a sidebar that was broken out and can't come home goes with its window", () => {
    const before = see(shown, world(one({ panes: ["S%9", "%1"] })))
    const shape = one({ panes: ["%1"] }, { sessions: { $1: ["@2", "@1"] }, windows: { "@2": { panes: ["S%9"] } } })
    assert.deepStrictEqual(steps({ ...before, visible: false }, shape), { now: ["close @2: %9"], later: [] })
  })

  it("a sidebar that was broken out comes home, and its window goes with it", () => {
    const before = see(shown, world(one({ panes: ["S%9", "%1"] })))
    const shape = one({ panes: ["%1"] }, { sessions: { $1: ["@2", "@1"] }, windows: { "@2": { panes: ["S%9"] } } })
    assert.deepStrictEqual(steps(before, shape), { now: [], later: ["recall %9 to @1"] })
  })
})

describe("focus", () => {
  const before = (active: string) => see(shown, world(one({ panes: ["S%9", "%1", "%2"], active })))
  const onSidebar = world(one({ panes: ["S%9", "%1", "%2"], active: "%9" }))

  it("does not fall on the sidebar when the active pane exits", () => {
    assert.deepStrictEqual(steps(before("%1"), one({ panes: ["S%9", "%2"], active: "%9" })).now, ["focus %2"])
  })

  it("is given back too when tmux tells first that the sidebar has it and then why", () => {
    const told = see(before("%1"), onSidebar)
    assert.deepStrictEqual(steps(told, one({ panes: ["S%9", "%2"], active: "%9" })).now, ["focus %2"])
    const later = look(told, world(one({ panes: ["S%9", "%2"], active: "%9" })), 1000)
    assert.deepStrictEqual(later.now, [])
  })

  it("stays on the sidebar when a person went there", () => {
    assert.deepStrictEqual(steps(before("%1"), one({ panes: ["S%9", "%1", "%2"], active: "%9" })), nothing)
    assert.deepStrictEqual(steps(before("%9"), one({ panes: ["S%9", "%2"], active: "%9" })), nothing)
  })
})
