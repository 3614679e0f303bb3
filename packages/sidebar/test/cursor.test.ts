import { assert, describe, it } from "@effect/vitest"
import { layout } from "../src/view/rows.ts"
import { client } from "./stories.ts"
import { aSession, aView, now, paneId, sessionId, textOf } from "./view/states.ts"

const letters = (names: string) => [...names].map((name, index) => aSession(index + 1, name))
const five = letters("abcde")

describe("the cursor", () => {
  it("begins on the client's own session", () => {
    assert.strictEqual(client(aView(five, { sessionId: sessionId(3) })).cursor, "c")
  })

  it.each([
    [["j"], "d"],
    [["Down", "Down", "Down", "Down"], "e"],
    [["k"], "b"],
    [["Up", "Up", "Up", "Up"], "a"],
    [["g"], "a"],
    [["Home"], "a"],
    [["G"], "e"],
    [["End"], "e"],
    [["PageUp"], "a"],
    [["PageDown"], "e"]
  ])("moves by %j to %s and stops at the ends", (keys, name) => {
    const me = client(aView(five, { sessionId: sessionId(3) }))
    me.press(...keys)
    assert.strictEqual(me.cursor, name)
    assert.deepStrictEqual(me.sent(), [])
  })

  it("stays on its session when rows move (S95)", () => {
    const me = client(aView(five))
    me.press("j", "j")
    me.state([aSession(9, "new"), ...five.toReversed()])
    assert.strictEqual(me.cursor, "c")
  })

  it("goes to the client's own session when its session goes", () => {
    const me = client(aView(five, { sessionId: sessionId(5) }))
    me.press("g")
    me.state(five.slice(1))
    assert.strictEqual(me.cursor, "e")
  })

  it("goes where the client is about to go, before anything else", () => {
    const me = client(aView(five))
    me.press("4", "g", "j")
    me.state(five.filter((session) => session.name !== "b"))
    assert.strictEqual(me.cursor, "d")
  })

  it("goes to the nearest row when the client's own session has none", () => {
    const me = client(aView(five, { sessionId: sessionId(77) }))
    me.press("g", "j", "j")
    me.state(five.filter((session) => session.name !== "c"))
    assert.strictEqual(me.cursor, "d")
  })

  it("survives that there is nothing", () => {
    const me = client(aView(five))
    me.state([])
    me.press("j", "G", "Enter", "Tab", "m", "PageDown", "1")
    assert.isUndefined(me.cursor)
    me.state(five)
    assert.strictEqual(me.cursor, "a")
  })

  it("follows the client to another session, however it got there", () => {
    const me = client(aView(five))
    me.press("j")
    me.pane({ sessionId: sessionId(4), paneId: paneId(9) })
    assert.strictEqual(me.cursor, "d")
  })
})

describe("scrolling", () => {
  const many = Array.from({ length: 40 }, (_, index) => aSession(index + 1, `s${index + 1}`))

  it("by wheel takes the cursor along, so that keys act on what is seen", () => {
    const me = client(aView(many, { height: 12 }))
    for (let turns = 0; turns < 5; turns++) me.wheel(1)
    assert.deepStrictEqual([me.model.top, me.cursor], [5, "s6"])
    me.wheel(-1)
    assert.deepStrictEqual([me.model.top, me.cursor], [4, "s6"])
  })

  it("stops at the ends", () => {
    const me = client(aView(many, { height: 12 }))
    me.wheel(-1)
    assert.strictEqual(me.model.top, 0)
    for (let turns = 0; turns < 99; turns++) me.wheel(1)
    assert.strictEqual(me.model.top, 32)
  })

  it("is not undone by a new state, not even by one with another session above (S95)", () => {
    const me = client(aView(many, { height: 12 }))
    for (let turns = 0; turns < 5; turns++) me.wheel(1)
    me.state(many)
    assert.strictEqual(me.model.shown[me.model.top]?.name, "s6")
    me.state([aSession(99, "new"), ...many])
    assert.strictEqual(me.model.shown[me.model.top]?.name, "s6")
    assert.strictEqual(me.cursor, "s6")
  })

  it("keeps the cursor in sight when the pane shrinks", () => {
    const me = client(aView(many, { height: 40 }))
    me.press("G")
    me.pane({ height: 8 })
    assert.isTrue(textOf(layout(me.model, now)).some((line) => line.includes(" s40 ")))
  })
})
