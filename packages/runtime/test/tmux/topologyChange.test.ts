import { assert, describe, it } from "@effect/vitest"
import { Notification } from "../../src/tmux/Notification.ts"
import { wantsOfPlaces } from "../../src/tmux/places.ts"
import { applyNotification } from "../../src/tmux/topologyChange.ts"
import { nothingWanted, questionsFor, unionWants, wantsNothing } from "../../src/tmux/topologyWants.ts"
import { client, pane, session, topology, window } from "./support/topologies.ts"

const before = topology(
  [session("$1", ["@1", "@2"]), session("$2", ["@3"])],
  [window("@1", ["%1", "%2"]), window("@2", ["%3"]), window("@3", ["%4"])],
  [pane("%1", "@1"), pane("%2", "@1"), pane("%3", "@2"), pane("%4", "@3")],
  [client("/dev/pts/9", "$1")]
)

const [session1, session2, session9] = ["$1", "$2", "$9"] as unknown as ReadonlyArray<never>
const [window1, window2, window3, window9] = ["@1", "@2", "@3", "@9"] as unknown as ReadonlyArray<never>
const [pane2, pane9] = ["%2", "%9"] as unknown as ReadonlyArray<never>
const [client9, client8] = ["/dev/pts/9", "/dev/pts/8"] as unknown as ReadonlyArray<never>
const someSession = { sessionId: session1 as never, name: "x" }
const rang = (...ring: ReadonlyArray<string>) => Notification.Rang({ ring, lost: false })

/** What is read again, as words. */
const asked = (notification: Notification): string =>
  questionsFor(applyNotification(before, notification).wants)
    .map((question) => ("id" in question ? question.id : question.about))
    .join(" ")

describe("what says all is applied at once", () => {
  it("a session's name", () => {
    const { topology: after, wants } = applyNotification(before, Notification.SessionRenamed(someSession))
    assert.strictEqual(after.sessions.get(someSession.sessionId)?.name, "x")
    assert.isTrue(wantsNothing(wants))
    assert.strictEqual(after.windows, before.windows)
    assert.strictEqual(after.sessions.get(session2 as never), before.sessions.get(session2 as never))
  })

  it("a session's current window", () => {
    const change = Notification.SessionWindowChanged({ sessionId: session1 as never, windowId: window2 as never })
    const { topology: after, wants } = applyNotification(before, change)
    assert.strictEqual(after.sessions.get(session1 as never)?.currentWindow, window2)
    assert.isTrue(wantsNothing(wants))
  })

  it("a window's name, and its active pane", () => {
    const renamed = Notification.WindowRenamed({ windowId: window3 as never, name: "n", ours: false })
    assert.strictEqual(applyNotification(before, renamed).topology.windows.get(window3 as never)?.name, "n")
    const selected = Notification.WindowPaneChanged({ windowId: window1 as never, paneId: pane2 as never })
    assert.strictEqual(applyNotification(before, selected).topology.windows.get(window1 as never)?.activePane, pane2)
  })

  it("a client's session, and that it left", () => {
    const moved = Notification.ClientSessionChanged({
      client: client9 as never,
      sessionId: session2 as never,
      name: ""
    })
    assert.strictEqual(applyNotification(before, moved).topology.clients.get(client9 as never)?.sessionId, session2)
    const left = Notification.ClientDetached({ client: client9 as never })
    assert.strictEqual(applyNotification(before, left).topology.clients.size, 0)
  })

  it("what is so already changes nothing, not even identity", () => {
    const same = [
      Notification.SessionRenamed({ sessionId: session1 as never, name: "name of $1" }),
      Notification.SessionWindowChanged({ sessionId: session1 as never, windowId: window1 as never }),
      Notification.WindowRenamed({ windowId: window1 as never, name: "name of @1", ours: false }),
      Notification.ClientSessionChanged({ client: client9 as never, sessionId: session1 as never, name: "" }),
      Notification.ClientSessionChanged({ client: null, sessionId: session1 as never, name: "" }),
      Notification.ClientDetached({ client: client8 as never }),
      Notification.PaneModeChanged({ paneId: pane2 as never }),
      Notification.Exited({ reason: "" })
    ]
    for (const notification of same) {
      const { topology: after, wants } = applyNotification(before, notification)
      assert.strictEqual(after, before, notification._tag)
      assert.isTrue(wantsNothing(wants), notification._tag)
    }
  })
})

describe("what does not say all is read again, and no more than that", () => {
  it.each([
    ["sessions", Notification.SessionsChanged(), "sessions links"],
    [
      "an unknown session's name",
      Notification.SessionRenamed({ sessionId: session9 as never, name: "x" }),
      "sessions links"
    ],
    ["a new window", Notification.WindowAdded({ windowId: window9 as never, ours: false }), "@9 sessions links"],
    ["a window that goes", Notification.WindowClosed({ windowId: window2 as never, ours: false }), "sessions links"],
    [
      "a window that came to a session unheard",
      Notification.SessionWindowChanged({ sessionId: session2 as never, windowId: window2 as never }),
      "@2 sessions links"
    ],
    [
      "a pane that came to a window unheard",
      Notification.WindowPaneChanged({ windowId: window1 as never, paneId: pane9 as never }),
      "@1"
    ],
    ["a layout", Notification.LayoutChanged({ windowId: window3 as never }), "@3"],
    [
      "a client that came",
      Notification.ClientSessionChanged({ client: client8 as never, sessionId: session1 as never, name: "" }),
      "clients"
    ],
    ["a ring for a window", rang(".window", "@3"), "@3"],
    ["a ring for a pane", rang(".pane", "%2"), "%2"],
    ["a ring for a window that had no name", rang(".window", ""), "everyPane sessions links clients"],
    ["a ring for clients", rang(".clients"), "clients"],
    [
      "a ring that lost others",
      Notification.Rang({ ring: ["toggle"], lost: true }),
      "everyPane sessions links clients"
    ],
    ["a ring for somebody else", rang("toggle", "%2"), ""],
    ["a ring with a strange id", rang(".window", "kill-server"), "everyPane sessions links clients"],
    ["a new connection", Notification.Reconnected(), "everyPane sessions links clients"]
  ])("%s", (_what, notification, questions) => assert.strictEqual(asked(notification), questions))

  it("together: one list of all panes where there are many windows", () => {
    const windows = Array.from({ length: 7 }, (_, index) => ({
      ...nothingWanted,
      windows: new Set([`@${index}` as never])
    }))
    const few = windows.slice(0, 6).reduce(unionWants, nothingWanted)
    assert.lengthOf(questionsFor(few), 6)
    assert.deepStrictEqual(
      questionsFor(windows.reduce(unionWants, nothingWanted)).map((question) => question.about),
      ["everyPane"]
    )
  })
})

describe("where windows are", () => {
  const told = (value: string) =>
    questionsFor(wantsOfPlaces([{ ok: true, lines: [value] }], before))
      .map((question) => question.about)
      .join(" ")

  it("is read again where tmux tells another order, another current window, or another session", () => {
    assert.strictEqual(told("$2:@3: @3;$1:@1: @1 @2;"), "")
    assert.strictEqual(told("$1:@1: @2 @1;$2:@3: @3;"), "sessions links clients")
    assert.strictEqual(told("$1:@2: @1 @2;$2:@3: @3;"), "sessions links clients")
    assert.strictEqual(told("$1:@3: @3 @2;$2:@1: @1;"), "sessions links clients")
  })
})
