import type { WindowId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { takeCensus } from "../../src/sidebars/census.ts"
import { mostSteps, recovery, resting, spend } from "../../src/sidebars/effort.ts"
import { observe } from "../../src/sidebars/observe.ts"
import { landingPane, sizeToCome } from "../../src/sidebars/prepareWindow.ts"
import { seenSidebars } from "../../src/sidebars/seenSidebars.ts"
import { initialSidebarState } from "../../src/sidebars/SidebarState.ts"
import { togglesTo } from "../../src/sidebars/togglesTo.ts"
import { bell, emptyStash, world, type WorldShape } from "./support/shapes.ts"

const entry = (window: WorldShape["windows"][string]) => {
  const topology = world({ sessions: { ...emptyStash, $1: ["@1"] }, windows: { ...bell, "@1": window } })
  const state = observe(initialSidebarState, topology, 0)
  return { topology, state, entry: takeCensus(state, topology).windows[0]! }
}

describe("S13: toggle", () => {
  const shown = { visible: true, columns: 26 }
  const hidden = { visible: false, columns: 26 }
  it.each([
    ["hides where there is a sidebar", shown, { panes: ["S%9", "%1"] }, true, "hidden"],
    ["shows where there is none", hidden, { panes: ["%1"] }, false, "shown"],
    ["shows where somebody has just killed it", shown, { panes: ["S%9", "%1"] }, false, "shown"],
    ["shows where one is still on its way out", hidden, { panes: ["S%9", "%1"] }, true, "shown"],
    ["hides from a window that is too small", shown, { panes: ["%1"], width: 40 }, false, "hidden"],
    ["shows from a window that is too small", hidden, { panes: ["%1"], width: 40 }, false, "shown"],
    ["hides from a zoomed window", shown, { panes: ["%1", "%2"], zoomed: true }, false, "hidden"],
    ["shows from a zoomed window", hidden, { panes: ["%1", "%2"], zoomed: true }, false, "shown"]
  ] as const)("%s", (_name, state, window, hasSidebar, expected) => {
    assert.strictEqual(togglesTo(state, entry(window).entry, hasSidebar), expected)
  })

  it("without a window turns what is into its contrary", () => {
    assert.strictEqual(togglesTo(shown, undefined, false), "hidden")
    assert.strictEqual(togglesTo(hidden, undefined, false), "shown")
  })
})

describe("the sidebars that are seen", () => {
  const shape: WorldShape = {
    sessions: { ...emptyStash, $1: ["@1", "@3"], $2: ["@2"], $3: ["@1"] },
    windows: {
      ...bell,
      "@1": { panes: ["S%9", "%1"], active: "%9" },
      "@2": { panes: ["S%8", "%2"] },
      "@3": { panes: ["S%7", "%3"] }
    },
    clients: { "/dev/pts/1": "$1", "/dev/pts/2": "$2", "!client-7": "$3" }
  }
  const brief = (shape: WorldShape) =>
    seenSidebars(world(shape)).map((s) => `${s.paneId} ${s.client} ${s.sessionId}${s.active ? " active" : ""}`)

  it("are those of clients' current windows, most recently active client first", () => {
    assert.deepStrictEqual(brief(shape), ["%8 /dev/pts/2 $2", "%9 /dev/pts/1 $1 active"])
  })

  it("belong to the client that was active last, where two look at one", () => {
    const two = { ...shape, clients: { "/dev/pts/1": "$1", "/dev/pts/5": "$3" } }
    assert.deepStrictEqual(brief(two), ["%9 /dev/pts/5 $3 active"])
  })

  it("are not those behind a zoomed pane, but a zoomed sidebar is", () => {
    const zoomed = (active: string) => ({
      ...shape,
      windows: { ...shape.windows, "@1": { panes: ["S%9", "%1"], active, zoomed: true } },
      clients: { "/dev/pts/1": "$1" }
    })
    assert.deepStrictEqual(brief(zoomed("%1")), [])
    assert.deepStrictEqual(brief(zoomed("%9")), ["%9 /dev/pts/1 $1 active"])
  })
})

describe("arrival", () => {
  it("S64: content is landed on where the window remembers its sidebar", () => {
    const { entry: window, state } = entry({ panes: ["S%9", "%1", "%2"], active: "%9" })
    assert.strictEqual(landingPane(state, window, "content"), "%1")
    assert.isNull(landingPane(state, window, "sidebar"))
  })

  it("what is focused already needs no selecting", () => {
    const { entry: window, state } = entry({ panes: ["S%9", "%1", "%2"], active: "%2" })
    assert.isNull(landingPane(state, window, "content"))
    assert.strictEqual(landingPane(state, window, "sidebar"), "%9")
  })

  it("S15: no landing takes a zoom away", () => {
    const { entry: window, state } = entry({ panes: ["S%9", "%1", "%2"], active: "%2", zoomed: true })
    assert.isNull(landingPane(state, window, "sidebar"))
  })

  it("S30: the size to come is known only of a client that decides alone", () => {
    const size = (clients: Readonly<Record<string, string>>, own = 40) => {
      const topology = world({
        sessions: { ...emptyStash, $1: ["@1"], $2: ["@2"] },
        windows: { ...bell, "@1": { panes: ["%1"] }, "@2": { panes: ["S%9", "%2"], width: 200, height: own } },
        clients
      })
      const census = takeCensus(observe(initialSidebarState, topology, 0), topology)
      const target = census.windows.find(({ window }) => window.id === "@2")!
      return sizeToCome(topology, [...topology.clients.values()][0]!, target)
    }
    assert.deepStrictEqual(size({ "/dev/pts/1": "$1" }), { width: 120, height: 40 })
    assert.isNull(size({ "/dev/pts/1": "$1", "/dev/pts/2": "$2" }))
    assert.isNull(size({ "/dev/pts/1": "$1", "/dev/pts/2": "$1" }))
    assert.deepStrictEqual(size({ "/dev/pts/1": "$1", "!client-3": "$2" }), { width: 120, height: 40 })
  })
})

describe("S31: effort", () => {
  const id = "@1" as WindowId

  it("rests after too many steps, and takes its time from then on", () => {
    let efforts = spend(new Map(), [], 0)
    for (let i = 0; i < mostSteps; i++) efforts = spend(efforts, [id], 0)
    assert.isTrue(resting(efforts, 0).has(id))
    assert.isTrue(resting(efforts, recovery - 1).has(id))
    assert.isFalse(resting(efforts, recovery).has(id))
    efforts = spend(efforts, [id], recovery)
    assert.isTrue(resting(efforts, recovery).has(id))
  })

  it("is forgotten after a while", () => {
    const once = spend(new Map(), [id], 0)
    assert.strictEqual(spend(once, [], recovery).size, 0)
  })
})
