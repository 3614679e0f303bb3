import { assert, describe, it } from "@effect/vitest"
import { client } from "./stories.ts"
import { anAgent, aSession, aView } from "./view/states.ts"

const three = [aSession(1, "a", { agents: [anAgent("done", { unseen: true })] }), aSession(2, "b"), aSession(3, "c")]

describe("quitting", () => {
  it.each([["Enter"], ["y"]])("asks, and %s confirms", (key) => {
    const me = client(aView(three))
    me.press("Q")
    assert.deepStrictEqual(me.sent(), [])
    me.press(key)
    assert.deepStrictEqual(me.sent(), [{ _tag: "Quit" }])
    assert.strictEqual(me.model.overlay._tag, "None")
  })

  it.each([["Esc"], ["n"], ["q"], ["j"], ["Q"]])("asks, and %s does not confirm", (key) => {
    const me = client(aView(three))
    me.press("Q", key)
    assert.deepStrictEqual(me.sent(), [])
    assert.strictEqual(me.model.overlay._tag, "None")
  })

  it("is not confirmed sooner than anybody reads", () => {
    const me = client(aView(three))
    me.press("Q")
    me.inject("Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "Quit" }])
    const hasty = client(aView(three))
    hasty.inject("Q", "Enter")
    assert.deepStrictEqual(hasty.sent(), [])
  })

  it("S55: a question that is open when the focus goes is not answered by what arrives then", () => {
    const me = client(aView(three))
    me.press("Q")
    me.pane({ active: false })
    me.press("y")
    me.later(500)
    me.pane({ active: true })
    me.press("Enter")
    assert.notDeepInclude(me.sent(), { _tag: "Quit" })
  })
})

describe("text that was meant for another pane (S53)", () => {
  it.each([
    ["mysql --version", ["m", "y", "s", "q", "l", "Space", "-", "-", "v", "e", "r", "s", "i", "o", "n"]],
    ["a command line with Enter", ["Q", "y", "Enter"]],
    ["quit, and yes", ["Q", "Enter"]],
    ["q", ["q", "Enter"]],
    ["keys that do nothing here, then Enter", ["x", "z", "Enter"]]
  ])("does nothing: %s", (_what, keys) => {
    const me = client(aView(three))
    me.press("j")
    me.inject(...keys)
    me.inject(...keys)
    assert.deepStrictEqual(me.sent(), [])
    assert.strictEqual(me.model.overlay._tag, "None")
  })

  it("may move the cursor: held keys arrive in heaps on slow lines", () => {
    const me = client(aView(three))
    me.inject("j", "j")
    assert.strictEqual(me.cursor, "c")
    me.inject("k", "Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "SwitchToSession", sessionId: three[1]!.id, landing: "content" }])
  })
})

describe("a pane that is not active", () => {
  const away = () => client(aView(three, { active: false }))

  it.each([["q"], ["Q"], ["m"]])("%s does nothing", (key) => {
    const me = away()
    me.press(key)
    assert.deepStrictEqual(me.sent(), [])
    assert.strictEqual(me.model.overlay._tag, "None")
  })

  it("S54: a key that overtakes the news of the focus is done when the news comes", () => {
    const me = away()
    me.press("q")
    me.pane({ active: true })
    assert.deepStrictEqual(me.sent(), [{ _tag: "HideSidebar" }])
  })

  it("an old key is not", () => {
    const me = away()
    me.press("q")
    me.later(500)
    me.pane({ active: true })
    me.later(500)
    assert.deepStrictEqual(me.sent(), [])
  })

  it("moves the cursor and switches: nothing is lost by that", () => {
    const me = away()
    me.press("j", "Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "SwitchToSession", sessionId: three[1]!.id, landing: "content" }])
  })
})

describe("a key of a person", () => {
  it("is done though it waits a moment: q hides, m marks", () => {
    const me = client(aView(three))
    me.press("m", "q")
    assert.deepStrictEqual(me.sent(), [
      { _tag: "MarkSeen", sessionId: three[0]!.id, threadId: null },
      { _tag: "HideSidebar" }
    ])
  })

  it("repeats as fast as a keyboard does", () => {
    const me = client(aView(three))
    for (let times = 0; times < 5; times++) {
      me.later(30)
      me.inject("Tab")
    }
    assert.strictEqual(me.cursor, "c")
  })
})
