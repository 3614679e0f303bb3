import { assert, describe, it } from "@effect/vitest"
import { Command, noOrigin } from "@opensessions/protocol/Command"
import { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { meaningOf } from "../../src/standalone/standaloneCommand.ts"

const { FocusContent, HideSidebar, KillSession, Quit, SwitchToSession } = Command.cases
const sessionId = SessionId.make("$2")
const mine = { ...noOrigin, paneId: PaneId.make("%9") }
const origin = noOrigin

describe("a command of a sidebar in a terminal of its own", () => {
  it("comes from its own pane, and leaves the focus where it is", () => {
    const asked = SwitchToSession.make({ origin, sessionId, landing: "sidebar" })
    const command = SwitchToSession.make({ origin: mine, sessionId, landing: "content" })
    assert.deepStrictEqual(meaningOf(asked, mine, false), { command, end: false })
  })

  it.each<[string, Command, boolean, boolean]>([
    ["hiding it ends it", HideSidebar.make({ origin }), false, true],
    ["to go back means nothing in a pane", FocusContent.make({ origin }), false, false],
    ["and ends a popup", FocusContent.make({ origin }), true, true]
  ])("%s", (_what, command, popup, end) => {
    assert.deepStrictEqual(meaningOf(command, mine, popup), { command: null, end })
  })

  it.each<[string, Command, boolean]>([
    ["going somewhere", SwitchToSession.make({ origin, sessionId, landing: "content" }), true],
    ["browsing", SwitchToSession.make({ origin, sessionId, landing: "sidebar" }), false],
    ["killing", KillSession.make({ sessionId }), false],
    ["quitting", Quit.make({ origin }), true]
  ])("%s ends a popup: %j", (_what, command, end) => {
    assert.strictEqual(meaningOf(command, mine, true).end, end)
    assert.isFalse(meaningOf(command, mine, false).end)
  })
})
