import { Command, noOrigin } from "@opensessions/protocol/Command"
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { messageText } from "../../src/commands/ringFeed.ts"
import { commandOfRing } from "../../src/commands/ringCommands.ts"

const { cases } = Command
const place = "/dev/pts/4 @2 %3"
const origin = {
  client: "/dev/pts/4" as ClientName,
  windowId: "@2" as WindowId,
  paneId: "%3" as PaneId
}
const content = { origin, landing: "content" } as const

describe("what bindings and launcher ring", () => {
  it.each([
    [`focus ${place}`, cases.RevealSidebar.make({ origin, focus: true })],
    [`reveal ${place}`, cases.RevealSidebar.make({ origin, focus: false })],
    [`toggle ${place}`, cases.ToggleSidebar.make({ origin })],
    [`even-horizontal ${place}`, cases.EvenHorizontal.make({ origin })],
    [`hide ${place}`, cases.HideSidebar.make({ origin })],
    [`jump ${place}`, cases.JumpToAttention.make({ origin })],
    [`next ${place}`, cases.SwitchRelative.make({ ...content, by: 1 })],
    [`previous ${place}`, cases.SwitchRelative.make({ ...content, by: -1 })],
    [`switch 3 ${place}`, cases.SwitchToIndex.make({ ...content, index: 3 })],
    [`switch $12 ${place}`, cases.SwitchToSession.make({ ...content, sessionId: "$12" as SessionId })],
    [`refresh ${place}`, cases.Refresh.make({ origin })],
    [`quit ${place}`, cases.Quit.make({ origin })]
  ])("%s", (ring, command) => {
    assert.deepStrictEqual(commandOfRing(ring.split(" ")), command)
  })

  it.each([
    ["toggle   ", noOrigin],
    ["toggle", noOrigin],
    ["toggle  @2 %3", { ...origin, client: null }],
    ["toggle @2 %3", { ...origin, client: null }],
    ["toggle client-77  ", { ...noOrigin, client: "client-77" as ClientName }]
  ])("%j: what tmux left empty is not known", (ring, where) => {
    assert.deepStrictEqual(commandOfRing(ring.split(" ")), cases.ToggleSidebar.make({ origin: where }))
  })

  it.each(["", "dance /dev/pts/4", "switch", "switch 0 a", "switch -1 a", "switch x a", "constructor", "__proto__"])(
    "%j is no command",
    (ring) => {
      assert.isNull(commandOfRing(ring.split(" ")))
    }
  )
})

it("S16: a sentence with tmux formats and times is shown as it is", () => {
  assert.strictEqual(messageText("#{pane_id} #(rm) 100%"), "##{pane_id} ##(rm) 100%%")
})
