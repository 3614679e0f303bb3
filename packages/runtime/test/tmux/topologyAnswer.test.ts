import { assert, describe, it } from "@effect/vitest"
import type { Answer } from "../../src/tmux/Notification.ts"
import { emptyTopology, type Topology } from "../../src/tmux/Topology.ts"
import { applyAnswers } from "../../src/tmux/topologyAnswer.ts"
import {
  everythingWanted,
  nothingWanted,
  questionsFor,
  type Wants,
  wantsNothing
} from "../../src/tmux/topologyWants.ts"

const ok = (...lines: ReadonlyArray<string>): Answer => ({ ok: true, lines })
const failed: Answer = { ok: false, lines: ["can't find window: @1"] }

const paneLines = (id: string, window: string, active: 0 | 1, title = "t") => [
  `P ${id} ${window} 7 0 ${active} 80 24 0 0 80 24 0 0 0 0 `,
  ...[title, "sh", "/", "/dev/pts/1", "w"].map((text) => `=${text}`)
]
const sessionLines = (id: string) => [`S ${id} 1`, "=s", "=/", "="]

const after = (topology: Topology, wants: Wants, ...answers: ReadonlyArray<Answer>) =>
  applyAnswers(topology, questionsFor(wants), answers, (client) => client.name === "client-1")

const first = after(
  emptyTopology,
  everythingWanted,
  ok(
    ...paneLines("%1", "@1", 1),
    ...paneLines("%2", "@1", 0),
    ...paneLines("%3", "@2", 1),
    ...paneLines("%1", "@1", 1)
  ),
  ok(...sessionLines("$1"), ...sessionLines("$2")),
  ok("L $1 @2 5 0", "L $1 @1 1 1", "L $2 @1 0 1"),
  ok(
    "C 1 $1 80 24 1 0 1 control-mode",
    "=client-1",
    "=",
    "=",
    "=",
    "C 2 $1 80 24 0 0 1 focused",
    "=/dev/pts/2",
    "=",
    "=",
    "="
  )
).topology

const windowWants = (...ids: ReadonlyArray<string>): Wants => ({ ...nothingWanted, windows: new Set(ids as never) })

describe("answers", () => {
  it("make a topology; linked windows are in it once, our own client not at all", () => {
    assert.deepStrictEqual([...first.panes.keys()], ["%1", "%2", "%3"] as never)
    assert.deepStrictEqual(first.windows.get("@1" as never)?.panes, ["%1", "%2"] as never)
    assert.deepStrictEqual(first.sessions.get("$1" as never)?.windows, [
      { windowId: "@1", index: 1 },
      { windowId: "@2", index: 5 }
    ] as never)
    assert.strictEqual(first.sessions.get("$1" as never)?.currentWindow, "@1" as never)
    assert.deepStrictEqual([...first.clients.keys()], ["/dev/pts/2"] as never)
  })

  it("that say the same keep the very same topology", () => {
    const { topology, wants } = after(first, windowWants("@2"), ok(...paneLines("%3", "@2", 1)))
    assert.strictEqual(topology, first)
    assert.isTrue(wantsNothing(wants))
  })

  it("change one window and leave the others their identity", () => {
    const { topology } = after(first, windowWants("@1"), ok(...paneLines("%1", "@1", 1)))
    assert.isFalse(topology.panes.has("%2" as never))
    assert.strictEqual(topology.windows.get("@2" as never), first.windows.get("@2" as never))
    assert.strictEqual(topology.panes.get("%1" as never), first.panes.get("%1" as never))
    assert.strictEqual(topology.sessions, first.sessions)
  })

  it("that a window is gone take its panes with it", () => {
    const { topology } = after(first, windowWants("@1"), failed)
    assert.deepStrictEqual([...topology.panes.keys()], ["%3"] as never)
    assert.isFalse(topology.windows.has("@1" as never))
  })

  it("about a pane are about the window that it is in now", () => {
    const { topology } = after(first, windowWants("%2"), ok(...paneLines("%3", "@2", 1), ...paneLines("%2", "@2", 0)))
    assert.strictEqual(topology.panes.get("%2" as never)?.windowId, "@2" as never)
    const gone = after(first, windowWants("%9"), failed)
    assert.strictEqual(gone.topology, first)
  })

  it("without a session end its windows", () => {
    const { topology } = after(
      first,
      { ...nothingWanted, sessions: true },
      ok(...sessionLines("$2")),
      ok("L $2 @1 0 1")
    )
    assert.deepStrictEqual([...topology.windows.keys()], ["@1"] as never)
    assert.deepStrictEqual([...topology.panes.keys()], ["%1", "%2"] as never)
  })

  it("that name a window nobody read ask for it, but not twice in vain", () => {
    const sessions = { ...nothingWanted, sessions: true }
    const answers = [ok(...sessionLines("$1")), ok("L $1 @1 0 1", "L $1 @9 1 0")]
    const { wants } = after(first, sessions, ...answers)
    assert.deepStrictEqual(wants, windowWants("@9"))
    const again = after(first, { ...sessions, ...windowWants("@9"), sessions: true }, failed, ...answers)
    assert.isTrue(wantsNothing(again.wants))
  })

  it("keep the title of a pane whose spinner only turned", () => {
    const spinning = after(first, windowWants("@2"), ok(...paneLines("%3", "@2", 1, "⠋ work"))).topology
    const turned = after(spinning, windowWants("@2"), ok(...paneLines("%3", "@2", 1, "⠙ work"))).topology
    assert.strictEqual(turned, spinning)
    const done = after(spinning, windowWants("@2"), ok(...paneLines("%3", "@2", 1, "✳ work"))).topology
    assert.strictEqual(done.panes.get("%3" as never)?.title, "✳ work")
  })

  it("that fit no record are counted, and a list that failed leaves things as they are", () => {
    const { malformed, topology } = after(
      first,
      everythingWanted,
      ok(...paneLines("%1", "@1", 1), "junk"),
      failed,
      failed,
      failed
    )
    assert.strictEqual(malformed, 4)
    assert.strictEqual(topology.sessions, first.sessions)
    assert.strictEqual(topology.clients, first.clients)
  })
})
