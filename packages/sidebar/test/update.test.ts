import { assert, describe, it } from "@effect/vitest"
import { Command } from "@opensessions/protocol/Command"
import { ClientName, WindowId } from "@opensessions/protocol/Ids"
import { layout } from "../src/view/rows.ts"
import { client } from "./stories.ts"
import { aDay, anAgent, aSession, aView, now, paneId, sessionId, textOf } from "./view/states.ts"

const letters = (names: string) => [...names].map((name, index) => aSession(index + 1, name))
const five = letters("abcde")

describe("going elsewhere", () => {
  it.each<[string, ReadonlyArray<string>, object]>([
    ["Enter goes to the content of the cursor's session", ["j", "Enter"], { to: 2, landing: "content" }],
    ["Tab to the next session, and stays on the sidebar", ["Tab"], { to: 2, landing: "sidebar" }],
    ["a digit to that number, and stays on the sidebar", ["4"], { to: 4, landing: "sidebar" }]
  ])("%s", (_what, keys, { landing, to }: { landing?: string; to?: number }) => {
    const me = client(aView(five))
    me.press(...keys)
    assert.deepStrictEqual(me.sent(), [{ _tag: "SwitchToSession", sessionId: sessionId(to!), landing }])
  })

  it("Tab again and again counts from where the client is on its way to, and stops at the last", () => {
    const me = client(aView(five, { sessionId: sessionId(3) }))
    me.press("Tab", "Tab", "Tab", "S-Tab")
    const targets = me.sent().map((command) => ("sessionId" in command ? command.sessionId : null))
    assert.deepStrictEqual(targets, [sessionId(4), sessionId(5), sessionId(4)])
  })

  it("a client that passes through sessions on its way keeps the cursor on its goal", () => {
    const me = client(aView(five))
    me.press("Tab", "Tab")
    me.pane({ sessionId: sessionId(2), paneId: paneId(12) })
    assert.strictEqual(me.cursor, "c")
    me.pane({ sessionId: sessionId(3), paneId: paneId(13) })
    assert.deepStrictEqual([me.cursor, me.model.pending], ["c", null])
  })

  it("Enter on the own session is a visit that gives the focus back", () => {
    const me = client(aView(five))
    me.press("Enter")
    const own = me.model.pane.sessionId
    assert.deepStrictEqual(me.sent(), [{ _tag: "SwitchToSession", sessionId: own, landing: "content" }])
    assert.isNull(me.model.pending)
  })

  it("a digit without a session does nothing", () => {
    const me = client(aView(five))
    me.press("9")
    assert.deepStrictEqual(me.sent(), [])
  })

  it("digits follow what is shown: filtered and hidden sessions have none (S70)", () => {
    const me = client(aView([five[0]!, { ...five[1]!, index: null, hidden: true }, { ...five[2]!, index: 2 }]))
    me.press("2")
    assert.deepStrictEqual(me.sent(), [{ _tag: "SwitchToSession", sessionId: sessionId(3), landing: "sidebar" }])
  })

  it("! goes to what waits, r asks anew, Esc gives the focus back", () => {
    const me = client(aView(five))
    me.press("!", "r", "Esc")
    assert.deepStrictEqual(me.sent(), [{ _tag: "JumpToAttention" }, { _tag: "Refresh" }, { _tag: "FocusContent" }])
  })

  it("acts for the client, window and pane where the key was pressed (S59)", () => {
    const pane = { client: ClientName.make("/dev/pts/7"), windowId: WindowId.make("@3"), paneId: paneId(31) }
    const me = client(aView(five, pane))
    me.press("4")
    assert.deepStrictEqual(me.origins(), [pane])
  })

  it("a refusal is told in the footer for a while, and the client is not on its way any more", () => {
    const me = client(aView(five))
    me.press("4")
    me.failed(
      Command.cases.SwitchToSession.make({
        origin: { client: null, windowId: null, paneId: null },
        sessionId: sessionId(4),
        landing: "sidebar"
      }),
      "that session is gone"
    )
    assert.isNull(me.model.pending)
    assert.strictEqual(textOf(layout(me.model, now)).at(-1), " that session is gone     ")
    me.later(6000)
    assert.strictEqual(textOf(layout(me.model, now + 60_000)).at(-1), " ⏎ go  / find  q hide  ?  ")
  })
})

describe("marking seen", () => {
  const unseen = [aSession(1, "a", { agents: [anAgent("done", { unseen: true })] }), aSession(2, "b")]

  it("m clears the marks of the cursor's session, where there are some", () => {
    const me = client(aView(unseen))
    me.press("m", "j", "m")
    assert.deepStrictEqual(me.sent(), [{ _tag: "MarkSeen", sessionId: sessionId(1), threadId: null }])
  })
})

describe("the mouse", () => {
  it("switches to the session that is clicked", () => {
    const me = client(aView(aDay))
    me.click(6, 5)
    assert.deepStrictEqual(me.sent(), [{ _tag: "SwitchToSession", sessionId: sessionId(2), landing: "content" }])
    assert.strictEqual(me.cursor, "web")
  })

  it("goes to a thread's pane on its badge, and on its lines in the detail", () => {
    const me = client(aView(aDay))
    me.click(22, 2)
    me.click(5, 23)
    assert.deepStrictEqual(me.sent(), [
      { _tag: "FocusPane", paneId: paneId(41) },
      { _tag: "FocusPane", paneId: paneId(41) }
    ])
  })

  it("means what was there when the button went down, though the rows moved since (S98)", () => {
    const me = client(aView(aDay))
    me.click(6, 5, () => me.state([aSession(50, "new"), ...aDay]))
    assert.deepStrictEqual(me.sent(), [{ _tag: "SwitchToSession", sessionId: sessionId(2), landing: "content" }])
  })

  describe("a double click leads as a click does: what tmux gives the focus to is not meant", () => {
    it.each([
      ["its second click is seen", true, 200, 310],
      ["its second click is lost with the sidebar that is left", false, 200, 400]
    ])("also where %s", (_name, seen, apart, later) => {
      const me = client(aView(aDay))
      me.pane({ active: false })
      me.click(6, 5)
      me.later(apart)
      if (seen) me.click(6, 5)
      me.later(later)
      me.sent()
      me.pane({ active: true })
      me.later(300)
      assert.deepStrictEqual(me.sent(), [{ _tag: "FocusContent" }])
      me.later(1000)
      assert.deepStrictEqual(me.sent(), [])
    })

    it.each<[string, (me: ReturnType<typeof client>) => void]>([
      ["nothing took the focus", (me) => me.pane({ active: false })],
      ["something else is clicked", (me) => me.click(2, 0)],
      ["a key is pressed", (me) => me.press("j")]
    ])("and nothing is given back where %s", (_name, meanwhile) => {
      const me = client(aView(aDay))
      me.click(6, 5)
      me.later(350)
      me.pane({ active: true })
      meanwhile(me)
      me.sent()
      me.later(1000)
      assert.deepStrictEqual(me.sent(), [])
    })
  })

  it("does nothing when the button is released on another line", () => {
    const me = client(aView(aDay))
    me.click(6, 5)
    me.sent()
    me.click(6, 1)
    assert.deepStrictEqual(me.sent(), [])
  })

  it("presses the keys that the footer names", () => {
    const me = client(aView(aDay))
    me.click(18, 29)
    assert.deepStrictEqual(me.sent(), [{ _tag: "JumpToAttention" }])
  })
})

describe("the help", () => {
  it("opens, scrolls, closes, and leaves the cursor alone", () => {
    const me = client(aView(five, { height: 10 }))
    me.press("?", "j", "j", "k")
    assert.deepStrictEqual(me.model.overlay, { _tag: "Help", top: 1 })
    me.press("Esc")
    assert.deepStrictEqual([me.model.overlay._tag, me.cursor], ["None", "a"])
    assert.deepStrictEqual(me.sent(), [])
  })

  it("lets a key that it explains be tried", () => {
    const me = client(aView(five))
    me.press("?", "4")
    assert.strictEqual(me.model.overlay._tag, "None")
    assert.deepStrictEqual(me.sent(), [{ _tag: "SwitchToSession", sessionId: sessionId(4), landing: "sidebar" }])
  })
})

describe("two clients", () => {
  it("have their own cursor, scroll and help (S59)", () => {
    const one = client(aView(five))
    const two = client(aView(five, { client: ClientName.make("/dev/pts/2"), sessionId: sessionId(3) }))
    one.press("j", "?")
    two.press("G")
    one.state(five)
    two.state(five)
    assert.deepStrictEqual([one.cursor, one.model.overlay._tag], ["b", "Help"])
    assert.deepStrictEqual([two.cursor, two.model.overlay._tag], ["e", "None"])
  })
})
