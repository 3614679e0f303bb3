import type { PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { wayOut } from "../../src/sidebars/wayOut.ts"
import { emptyTopology, type TmuxSession } from "../../src/tmux/Topology.ts"
import { neighbour } from "../../src/sidebars/neighbour.ts"
import { noteDone } from "../../src/sidebars/noteDone.ts"
import { observe } from "../../src/sidebars/observe.ts"
import { plan } from "../../src/sidebars/plan.ts"
import { initialSidebarState, type SidebarState } from "../../src/sidebars/SidebarState.ts"
import { Step } from "../../src/sidebars/Step.ts"
import { bell, emptyStash, world, type WorldShape } from "./support/shapes.ts"

const shown: SidebarState = { ...initialSidebarState, visible: true }
const order = ["$1", "$2", "$3"].map((id, i) => ({ id: id as SessionId, index: i + 1 }))

const urgent = (state: SidebarState, shape: WorldShape) => {
  const topology = world(shape)
  return plan(observe(state, topology, 0), { topology, displayed: order, resting: new Set(), now: 0 }).now
}

/** Three sessions; the first window of each has the panes given. */
const three = (...panes: ReadonlyArray<ReadonlyArray<string>>): WorldShape => ({
  sessions: { ...emptyStash, ...Object.fromEntries(panes.map((_, i) => [`$${i + 1}`, [`@${i + 1}`]])) },
  windows: { ...bell, ...Object.fromEntries(panes.map((list, i) => [`@${i + 1}`, { panes: list }])) }
})

describe("neighbour", () => {
  const rows = (...shownIds: ReadonlyArray<string>) =>
    ["$1", "$2", "$3", "$4"].map((id) => ({ id: id as SessionId, index: shownIds.includes(id) ? 1 : null }))
  const staying = (...ids: ReadonlyArray<string>) => ids as ReadonlyArray<SessionId>

  it.each([
    ["the previous one", rows("$1", "$2", "$3", "$4"), "$3", staying("$1", "$2", "$4"), "$2"],
    ["the next one where it was the first", rows("$1", "$2", "$3", "$4"), "$1", staying("$2", "$3", "$4"), "$2"],
    ["over what is hidden", rows("$1", "$3", "$4"), "$3", staying("$1", "$2", "$4"), "$1"],
    ["over what ends with it", rows("$1", "$2", "$3", "$4"), "$3", staying("$1", "$4"), "$1"],
    ["a hidden one where no other is left", rows("$3"), "$3", staying("$2"), "$2"],
    ["one that is not known yet", rows("$1"), "$1", staying("$9"), "$9"],
    ["none", rows("$1"), "$1", staying(), null]
  ])("is %s", (_name, sessions, ending, stay, expected) => {
    assert.strictEqual(neighbour(sessions, ending as SessionId, stay), expected)
  })
})

describe("a window without content", () => {
  it("S36: goes when the session has others", () => {
    const shape: WorldShape = {
      sessions: { ...emptyStash, $1: ["@1", "@2"] },
      windows: { ...bell, "@1": { panes: ["S%9"] }, "@2": { panes: ["S%8", "%2"] } },
      clients: { "/dev/pts/1": "$1" }
    }
    assert.deepStrictEqual(urgent(shown, shape), [
      Step.CloseWindow({ windowId: "@1" as WindowId, sidebars: ["%9" as PaneId] })
    ])
  })

  it("S37: sends the clients of a session that ends with it to the previous session, all of them, and no control client", () => {
    const shape = {
      ...three(["S%9", "%1"], ["S%8"], ["S%7", "%3"]),
      clients: { "/dev/pts/1": "$2", "/dev/pts/2": "$2", "/dev/pts/3": "$3", "!client-1": "$2" }
    }
    assert.deepStrictEqual(
      urgent(shown, shape).map((step) => (step._tag === "MoveClient" ? `${step.client} ${step.to}` : step._tag)),
      ["/dev/pts/1 $1", "/dev/pts/2 $1", "CloseWindow"]
    )
  })

  it("S37, S64: the client arrives on content", () => {
    const { windows, ...rest } = three(["S%9", "%1", "%4"], ["S%8"])
    const onSidebar = { "@1": { panes: ["S%9", "%1", "%4"], active: "%9" } }
    const shape = { ...rest, windows: { ...windows, ...onSidebar }, clients: { "/dev/pts/1": "$2" } }
    const focus = (paneId: string) => Step.FocusContent({ windowId: "@1" as WindowId, paneId: paneId as PaneId })
    assert.deepStrictEqual(urgent(shown, shape)[0], focus("%1"))
    const known = { ...shown, recent: new Map([["@1" as WindowId, ["%4" as PaneId, "%1" as PaneId]]]) }
    assert.deepStrictEqual(urgent(known, shape)[0], focus("%4"))
  })

  it("S38: of the last session just goes", () => {
    assert.deepStrictEqual(
      urgent(shown, { ...three(["S%9"]), clients: { "/dev/pts/1": "$1" } }).map(({ _tag }) => _tag),
      ["CloseWindow"]
    )
  })

  it("does not take a sidebar with it that is about to go home", () => {
    const before = observe(shown, world(three(["S%9", "%1"], ["S%8", "%2"])), 0)
    const swapped = three(["%2", "%1"], ["S%8", "S%9"])
    assert.deepStrictEqual(
      urgent({ ...before, visited: new Set(["$1" as SessionId]) }, { ...swapped, clients: { "/dev/pts/1": "$1" } }).map(
        (step) => (step._tag === "CloseWindow" ? step.sidebars : step._tag)
      ),
      [["%8" as PaneId], "Recall"]
    )
  })

  it("S39: a dead pane that the user keeps is content", () => {
    assert.deepStrictEqual(urgent(shown, { ...three(["S%9", "X%1"]), clients: { "/dev/pts/1": "$1" } }), [])
  })

  it("gets a shell where that is configured", () => {
    const shape = { ...three(["S%9"]), clients: { "/dev/pts/1": "$1" } }
    assert.deepStrictEqual(
      urgent({ ...shown, lonely: "shell" }, shape).map(({ _tag }) => _tag),
      ["GiveShell"]
    )
  })
})

describe("the stash", () => {
  it("holds no person", () => {
    const shape = { ...three(["S%9", "%1"], ["S%8", "%2"]), clients: { "/dev/pts/1": "$0", "!client-1": "$0" } }
    assert.deepStrictEqual(
      urgent(shown, shape).map((step) => (step._tag === "MoveClient" ? `${step.client} ${step.to}` : step._tag)),
      ["/dev/pts/1 $1"]
    )
  })

  it.each([
    ["next", ["A", "b", "c"], "A", "b"],
    ["previous", ["A", "b", "c"], "b", "A"],
    ["next, from the last one", ["a", "b", "c"], "c", "a"],
    ["previous, from the first one", ["a", "b", "c"], "a", "c"],
    ["a choice from elsewhere", ["a", "b", "c"], "b", "b"],
    ["the only session", ["a"], "a", "a"],
    ["a session that is gone", ["a", "b"], "z", null]
  ] as const)("is passed by: %s", (_name, names, from, expected) => {
    const sessions = [["_os_stash", "$0"], ...names.map((name) => [name, `$${name}`])].map(
      ([name, id]): [SessionId, TmuxSession] => [
        id as SessionId,
        { id: id as SessionId, name: name!, createdAt: 0, path: "/", group: null, windows: [], currentWindow: null }
      ]
    )
    const topology = { ...emptyTopology, sessions: new Map(sessions) }
    const to = wayOut(topology, "$0" as SessionId, `$${from}` as SessionId)
    assert.strictEqual(to, expected === null ? null : `$${expected}`)
  })

  it("S38: ends once when the user's last session is gone, and not before there was one", () => {
    const shape: WorldShape = { sessions: emptyStash, windows: bell }
    assert.deepStrictEqual(urgent(shown, shape), [])
    const had = { ...shown, hadSessions: true }
    const [end] = urgent(had, shape)
    assert.deepStrictEqual(end, Step.EndStash({ stash: "$0" as SessionId }))
    const none = { layout: "", order: [], active: null }
    assert.isFalse(noteDone(had, [{ step: end!, ok: true, before: none, after: none }]).hadSessions)
  })
})

describe("a window that a session has twice", () => {
  it("leaves all its places but one before it ends, and nothing else is done meanwhile", () => {
    const shape: WorldShape = {
      sessions: { ...emptyStash, $1: ["@1"], $2: ["@2", "@2", "@2"] },
      windows: { ...bell, "@1": { panes: ["%1"] }, "@2": { panes: ["S%9"] } },
      clients: { "/dev/pts/1": "$1" }
    }
    assert.deepStrictEqual(urgent(shown, shape), [
      Step.Unlink({ sessionId: "$2" as SessionId, index: 1 }),
      Step.Unlink({ sessionId: "$2" as SessionId, index: 2 })
    ])
  })
})
