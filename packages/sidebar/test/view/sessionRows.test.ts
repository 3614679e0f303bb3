import { assert, describe, it } from "@effect/vitest"
import type { AgentStatus } from "@opensessions/protocol/Agent"
import { emptyMetadata, type SessionMetadata } from "@opensessions/protocol/Metadata"
import type { Session } from "@opensessions/protocol/State"
import { Hit, hitAt } from "../../src/view/Row.ts"
import { layout } from "../../src/view/rows.ts"
import { aDay, aGit, anAgent, aProgress, aSession, aView, now, paneId, sessionId, textOf } from "./states.ts"

describe("a row", () => {
  const nameLine = (session: Session, width = 26): string => textOf(layout(aView([session], { width }), now))[2]!
  const placeLine = (session: Session, width = 26): string => textOf(layout(aView([session], { width }), now))[3]!

  it.each<[AgentStatus, boolean, string]>([
    ["waiting", false, "◉"],
    ["error", true, "✗"],
    ["error", false, "✗"],
    ["stale", true, "⚠"],
    ["interrupted", true, "⊘"],
    ["done", true, "●"],
    ["done", false, " "],
    ["running", false, "⠋"],
    ["tool-running", false, "⠋"],
    ["idle", false, " "]
  ])("shows a thread that is %s (unseen: %j) as %j at the right edge", (status, unseen, glyph) => {
    const line = nameLine(aSession(1, "api", { agents: [anAgent(status, { unseen })] }))
    assert.strictEqual(line, `▌ 1 api                 ${glyph} `)
  })

  it("keeps every column when a state changes", () => {
    const statuses: ReadonlyArray<AgentStatus> = ["waiting", "running", "idle", "done", "error"]
    const lines = statuses.map((status) =>
      nameLine(aSession(1, "a-name-that-is-too-long", { agents: [anAgent(status), anAgent("idle")] }))
    )
    for (const line of lines) assert.strictEqual(line.slice(0, 21), "▌ 1 a-name-that-is-t…")
  })

  it("shows at most three badges, the most urgent at the edge, and counts the others", () => {
    const agents = (["waiting", "error", "running", "running", "running"] as const).map((status) => anAgent(status))
    assert.strictEqual(nameLine(aSession(1, "api", { agents })), "▌ 1 api          +2 ⠋ ✗ ◉ ")
  })

  it("shows a session that is unseen without a thread", () => {
    assert.strictEqual(nameLine(aSession(1, "api", { unseen: true })), "▌ 1 api                 ● ")
  })

  it.each<[string, Partial<Session>, string]>([
    ["the branch", { git: aGit("main") }, "main"],
    ["the commit of a detached head", { git: aGit("1a2b3c4", { detached: true }) }, "@1a2b3c4"],
    ["the directory's name", { directory: "/home/me/code/backend" }, "backend"],
    ["S105: the parent too where the name says the same", { directory: "/home/me/code/api" }, "code/api"],
    ["a directory right below home", { directory: "/home/jo/api" }, "jo/api"],
    ["the root", { directory: "/" }, "/"],
    ["a file system's odd name, harmless", { directory: "/x/a\x1b[2Jb" }, "a�[2Jb"]
  ])("says where a session is: %s", (_what, more, expected) => {
    assert.strictEqual(
      placeLine(aSession(1, "api", more))
        .slice(4)
        .trim(),
      expected
    )
  })

  it.each<[string, Partial<Session>, string]>([
    ["lines", { git: aGit("main", { insertions: 12, deletions: 3, dirty: true }) }, "▌   main           +12 -3 "],
    ["many lines", { git: aGit("main", { insertions: 123_456, deletions: 9 }) }, "▌   main         +123k -9 "],
    ["files only", { git: aGit("main", { dirty: true, changedFiles: 2 }) }, "▌   main               ~2 "],
    [
      "ports and lines",
      { git: aGit("main", { insertions: 1 }), ports: [3000, 3001].map((port) => ({ port, pid: 1, paneId: null })) },
      "▌   main       ⌁3000+1 +1 "
    ],
    [
      "the branch before the ports",
      { git: aGit("feature/long", { insertions: 100, deletions: 50 }), ports: [{ port: 3000, pid: 1, paneId: null }] },
      "▌   feature/long +100 -50 "
    ]
  ])("shows changes and ports: %s", (_what, more, expected) => {
    assert.strictEqual(placeLine(aSession(1, "x", more)), expected)
  })

  it.each<[string, Partial<SessionMetadata>, string]>([
    ["a pill", { status: { text: "Deploying", tone: "warn", at: 0, expiresAt: null } }, "⚠ Deploying"],
    ["a count", { progress: aProgress({ current: 3, total: 10, label: "services" }) }, "▰▰▰▱▱▱▱▱▱▱ 3/10 serv…"],
    ["a share", { progress: aProgress({ percent: 0.4 }) }, "▰▰▰▰▱▱▱▱▱▱ 40%"],
    ["nearly done is not done", { progress: aProgress({ percent: 0.999 }) }, "▰▰▰▰▰▰▰▰▰▱ 99%"],
    ["just begun is not nothing", { progress: aProgress({ current: 1, total: 500 }) }, "▰▱▱▱▱▱▱▱▱▱ 1/500"],
    ["more than all", { progress: aProgress({ current: 12, total: 10 }) }, "▰▰▰▰▰▰▰▰▰▰ 12/10"],
    ["a count without a total", { progress: aProgress({ current: 3, label: "files" }) }, "3 files"],
    [
      "both",
      {
        status: { text: "Deploying", tone: "info", at: 0, expiresAt: null },
        progress: aProgress({ current: 1, total: 2 })
      },
      "▰▰▰▰▰▱▱▱▱▱ 1/2 Deplo…"
    ]
  ])("shows what scripts say: %s", (_what, metadata, expected) => {
    const session = aSession(1, "api", { metadata: { ...emptyMetadata, ...metadata } })
    assert.strictEqual(placeLine(session).slice(4).trimEnd(), expected)
  })

  it("cuts wide names between characters (S82)", () => {
    assert.strictEqual(nameLine(aSession(1, "漢字漢字漢字漢字漢字漢字")), "▌ 1 漢字漢字漢字漢字漢…   ")
  })

  it("means its session wherever it is clicked, and a thread's pane on its badge", () => {
    const screen = layout(aView(aDay), now)
    assert.deepStrictEqual(hitAt(screen, 6, 2), Hit.Session({ sessionId: sessionId(1) }))
    assert.deepStrictEqual(hitAt(screen, 25, 3), Hit.Session({ sessionId: sessionId(1) }))
    assert.deepStrictEqual(hitAt(screen, 24, 2), Hit.Agent({ sessionId: sessionId(1), paneId: paneId(40) }))
    assert.deepStrictEqual(hitAt(screen, 22, 2), Hit.Agent({ sessionId: sessionId(1), paneId: paneId(41) }))
    assert.deepStrictEqual(hitAt(screen, 1, 29), Hit.Act({ action: "go" }))
    assert.isNull(hitAt(screen, 3, 1))
    assert.isNull(hitAt(screen, 3, 99))
  })
})
