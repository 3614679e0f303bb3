import { assert, describe, it } from "@effect/vitest"
import type { AgentStatus } from "@opensessions/protocol/Agent"
import type { Session } from "@opensessions/protocol/State"
import { plainText } from "../../src/view/plainText.ts"
import { layout } from "../../src/view/rows.ts"
import { textWidth } from "../../src/view/textWidth.ts"
import { mixture, numbers } from "./hostileText.ts"
import { afterKeys, aGit, anAgent, aProgress, aSession, aView, now, textOf } from "./states.ts"

describe("whatever is shown", () => {
  it("no row is wider than the pane, and there are exactly as many as it is high", () => {
    const next = numbers(3)
    for (let round = 0; round < 200; round++) {
      const width = 20 + next(61)
      const height = 1 + next(60)
      const sessions = Array.from({ length: next(30) }, (_, index) => aWildSession(index + 1, next))
      const view = aView(sessions, { width, height, active: next(2) === 0 }, { notices: [mixture(next)] })
      const keys = Array.from({ length: next(5) }, () => ["j", "k", "G", "?", "Q", "PageDown", "Esc"][next(7)]!)
      for (const model of [view, afterKeys(view, ...keys)]) {
        const screen = layout(model, now)
        assert.strictEqual(screen.rows.length, height)
        for (const row of screen.rows) {
          const text = row.spans.map((span) => span.text).join("")
          assert.isAtMost(textWidth(text), width, JSON.stringify(text))
          assert.strictEqual(plainText(text), text)
        }
      }
    }
  })

  it("the cursor's session is in sight", () => {
    const next = numbers(5)
    for (let round = 0; round < 100; round++) {
      const sessions = Array.from({ length: 1 + next(60) }, (_, index) => aSession(index + 1, `s${index + 1}.`))
      const view = aView(sessions, { height: 4 + next(50) })
      const keys = Array.from({ length: next(8) }, () => ["j", "k", "G", "g", "PageDown", "PageUp"][next(6)]!)
      const model = afterKeys(view, ...keys)
      const name = model.shown.find((session) => session.id === model.cursor)!.name
      assert.isTrue(textOf(layout(model, now)).some((line) => line.includes(` ${name}`)))
    }
  })
})

const aWildSession = (n: number, next: (below: number) => number): Session => {
  const statuses: ReadonlyArray<AgentStatus> = ["waiting", "error", "stale", "interrupted", "done", "running", "idle"]
  return aSession(n, mixture(next), {
    directory: `/${mixture(next)}/${mixture(next)}`,
    git: next(2) === 0 ? null : aGit(mixture(next), { insertions: next(99_999), deletions: next(3), dirty: true }),
    ports: Array.from({ length: next(3) }, () => ({ port: next(65_536), pid: 1, paneId: null })),
    unseen: next(2) === 0,
    agents: Array.from({ length: next(6) }, () =>
      anAgent(statuses[next(statuses.length)]!, {
        agent: mixture(next),
        threadName: mixture(next),
        statusReason: next(2) === 0 ? null : mixture(next),
        lastUserPrompt: mixture(next),
        model: mixture(next),
        since: now - next(10_000_000),
        tokens: { input: 1, output: 1, contextUsed: next(200_000) },
        subagents: next(3),
        unseen: next(2) === 0
      })
    ),
    metadata: {
      status: next(2) === 0 ? null : { text: mixture(next), tone: "info", at: now, expiresAt: null },
      progress: next(2) === 0 ? null : aProgress({ current: next(10), total: next(10), label: mixture(next) }),
      logs: Array.from({ length: next(4) }, () => ({
        message: mixture(next),
        tone: "warn" as const,
        source: mixture(next),
        at: now
      }))
    }
  })
}
