import { PaneScreen } from "@opensessions/protocol/AgentPrompt"
import { LookupAnswer } from "@opensessions/protocol/Lookup"
import { assert, describe, it } from "@effect/vitest"
import { layout } from "../src/view/rows.ts"
import { client } from "./stories.ts"
import { anAgent, aSession, aView, now, paneId, sessionId, textOf } from "./view/states.ts"

const three = [
  aSession(1, "api", { agents: [anAgent("waiting", { paneId: paneId(41), statusReason: "permission" })] }),
  aSession(2, "docs"),
  aSession(3, "web", { ports: [{ port: 3000, pid: 7, paneId: null }] })
]

const screen = (me: ReturnType<typeof client>) => textOf(layout(me.model, now)).join("\n")

const prompt = {
  id: "q1",
  by: "key" as const,
  text: ["Do you want to proceed?"],
  choices: [
    { key: "1", label: "Yes", marked: true },
    { key: "2", label: "No", marked: false },
    { key: "Escape", label: "cancel", marked: false }
  ]
}

const shows = (lines: ReadonlyArray<string>, asked: PaneScreen["prompt"] = null) =>
  LookupAnswer.cases.Screen.make({ screen: { paneId: paneId(41), lines, prompt: asked } })

describe("killing", () => {
  it.each([["Enter"], ["y"]])("asks by name, and %s kills what was asked about", (key) => {
    const me = client(aView(three))
    me.press("j", "x")
    assert.include(screen(me), "Kill docs?")
    // The rows move: the question stays with its session.
    me.state([three[2]!, three[0]!, three[1]!])
    me.press(key)
    assert.deepStrictEqual(me.sent(), [{ _tag: "KillSession", sessionId: sessionId(2) }])
  })

  it.each([["Esc"], ["n"], ["x"], ["j"]])("is not confirmed by %s", (key) => {
    const me = client(aView(three))
    me.press("x", key)
    assert.deepStrictEqual(me.sent(), [])
    assert.strictEqual(me.model.overlay._tag, "None")
  })

  it("says who has not finished", () => {
    const me = client(aView(three))
    me.press("x")
    assert.match(screen(me), /has not\s+finished\./)
  })

  it("is not confirmed by what a program types, nor after the focus went (S53, S55)", () => {
    const me = client(aView(three))
    me.inject("x", "y")
    me.inject("x", "Enter")
    assert.deepStrictEqual(me.sent(), [])
    me.press("x")
    me.pane({ active: false })
    assert.strictEqual(me.model.overlay._tag, "None")
  })

  it("works by mouse alone: the help, its line, the button", () => {
    const me = client(aView(three, { height: 60 }))
    const rowOf = (text: string) => textOf(layout(me.model, now)).findIndex((line) => line.includes(text))
    me.press("?")
    me.click(8, rowOf("kill (asks)"))
    me.later(500)
    me.click(2, rowOf("⏎ kill"))
    assert.deepStrictEqual(me.sent(), [{ _tag: "KillSession", sessionId: sessionId(1) }])
  })
})

describe("text fields", () => {
  it("lose nothing that is typed at once, and Enter behind it counts", () => {
    const me = client(aView(three))
    me.press("R", "C-u")
    me.inject("n", "e", "w", "Space", "q", "Q", "x", "1", "Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "RenameSession", sessionId: sessionId(1), name: "new qQx1" }])
  })

  it("are edited where the caret is", () => {
    const me = client(aView(three))
    me.press("R", "Home", "m", "y", "-", "End", "Backspace", "Left", "X", "Delete", "Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "RenameSession", sessionId: sessionId(1), name: "my-aX" }])
  })

  it("take a paste as text; the list takes none (S56)", () => {
    const me = client(aView(three))
    me.paste("xyQ\r")
    assert.deepStrictEqual([me.model.overlay._tag, me.sent()], ["None", []])
    me.press("R", "C-u")
    me.paste("a\nb\r\n")
    me.press("Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "RenameSession", sessionId: sessionId(1), name: "a b" }])
  })

  it("are not typed into while their pane is not active", () => {
    const me = client(aView(three))
    me.press("R")
    me.pane({ active: false })
    me.inject("e", "v", "i", "l", "Enter")
    me.later(1000)
    me.pane({ active: true })
    me.press("Enter")
    assert.deepStrictEqual(me.sent(), [])
  })
})

describe("a new session", () => {
  const found = (...paths: ReadonlyArray<string>) =>
    LookupAnswer.cases.Directories.make({ directories: paths.map((path) => ({ path, kind: "recent" as const })) })

  it("is made in the chosen directory", () => {
    const me = client(aView(three))
    me.press("n", "c")
    me.found(found("/home/me/code", "/home/me/c2"))
    me.press("Down", "Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "NewSession", directory: "/home/me/c2", name: null }])
  })

  it("is never made where an older answer would have it", () => {
    const me = client(aView(three))
    me.press("n")
    me.found(found("/home/me/code"))
    me.press("/", "t", "m", "p", "Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "NewSession", directory: "/tmp", name: null }])
  })

  it("goes deeper with Tab", () => {
    const me = client(aView(three))
    me.press("n")
    me.found(found("/srv/code"))
    me.press("Tab", "a", "Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "NewSession", directory: "/srv/code/a", name: null }])
  })
})

describe("answering", () => {
  it("gives the key of the choice together with the question that was seen", () => {
    const me = client(aView(three))
    me.press("A")
    me.found(shows([], prompt))
    assert.include(screen(me), "Do you want to proceed?")
    me.press("2")
    const answer = { _tag: "AnswerAgent", paneId: paneId(41), prompt: "q1", choice: "2" }
    assert.deepStrictEqual(me.sent(), [answer])
  })

  it("knows no other keys, and sends none while it looks", () => {
    const me = client(aView(three))
    me.press("A", "1")
    me.found(shows([], prompt))
    me.press("3", "y", "Enter")
    assert.deepStrictEqual(me.sent(), [])
    me.press("c")
    assert.deepStrictEqual(me.sent(), [{ _tag: "AnswerAgent", paneId: paneId(41), prompt: "q1", choice: "Escape" }])
  })

  it("is offered only where the agent asks", () => {
    const me = client(aView([aSession(1, "a", { agents: [anAgent("running", { paneId: paneId(4) })] })]))
    me.press("A")
    assert.strictEqual(me.model.overlay._tag, "None")
    assert.include(me.model.notice?.text, "asks nothing")
  })
})

describe("the preview", () => {
  it("shows the end of the screen, pans, and types nothing", () => {
    const me = client(aView(three))
    me.press("p")
    me.found(shows(["\u001b[31mfirst\u001b[0m line", "a line that is longer than the pane is wide", "", ""]))
    assert.include(screen(me), "first line")
    me.press("Right", "1", "y", "x")
    assert.notInclude(screen(me), "first line")
    assert.deepStrictEqual(me.sent(), [])
    me.press("Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "FocusPane", paneId: paneId(41) }])
  })
})

describe("hiding", () => {
  it("can be undone", () => {
    const me = client(aView(three))
    me.press("j", "d", "z")
    assert.deepStrictEqual(me.sent(), [
      { _tag: "HideSession", sessionId: sessionId(2), hidden: true },
      { _tag: "HideSession", sessionId: sessionId(2), hidden: false }
    ])
  })
})

describe("ports", () => {
  it("one is opened at once, none is said", () => {
    const me = client(aView(three))
    me.press("o", "G", "o")
    assert.deepStrictEqual(me.sent(), [{ _tag: "OpenPort", port: 3000 }])
  })
})

describe("dragging", () => {
  it("a session down places it behind, up before the one it is dropped on", () => {
    const me = client(aView(three))
    me.drag([5, 2], [5, 5], [5, 8])
    me.drag([5, 8], [5, 3])
    assert.deepStrictEqual(me.sent(), [
      { _tag: "PlaceSession", sessionId: sessionId(1), before: null },
      { _tag: "PlaceSession", sessionId: sessionId(3), before: sessionId(1) }
    ])
  })

  it("back to where it began is no click and no move", () => {
    const me = client(aView(three))
    me.drag([5, 2], [5, 5], [5, 2])
    assert.deepStrictEqual(me.sent(), [])
  })

  it("the separator makes the detail higher at once, and keeps it so when it is let go", () => {
    const me = client(aView(three, { height: 40 }))
    const rowOf = () => textOf(layout(me.model, now)).findIndex((line) => line.startsWith("──"))
    const before = rowOf()
    me.drag([5, before], [5, before - 1], [5, before - 3])
    assert.strictEqual(rowOf(), before - 3)
    assert.deepStrictEqual(me.sent(), [{ _tag: "SetDetailHeight", rows: 13 }])
  })
})
