import { assert, describe, it } from "@effect/vitest"
import type { AgentStatus } from "@opensessions/protocol/Agent"
import type { Session } from "@opensessions/protocol/State"
import { withChoice } from "../../src/list/withChoice.ts"
import type { ModelPane } from "../../src/model.ts"
import { plainText } from "../../src/view/plainText.ts"
import { layout } from "../../src/view/rows.ts"
import { textWidth } from "../../src/view/textWidth.ts"
import { listLines } from "../../src/view/viewport.ts"
import { mixture, numbers } from "./hostileText.ts"
import { afterKeys, aGit, anAgent, aProgress, aSession, aView, now, textOf } from "./states.ts"

describe("whatever is shown", () => {
  it("every line is as wide as the pane, and there are as many as it is high: at each width and height", () => {
    const next = numbers(3)
    for (let width = 20; width <= 120; width++) {
      for (const height of [1 + next(7), 8 + (width % 10), 18 + next(10), 28 + next(53)]) {
        const sessions = Array.from({ length: next(30) }, (_, index) => aWildSession(index + 1, next))
        const view = aWildView(sessions, { width, height, active: next(2) === 0 }, next)
        const keys = Array.from({ length: next(5) }, () => wildKeys[next(wildKeys.length)]!)
        for (const model of [view, afterKeys(view, ...keys)]) {
          const screen = layout(model, now)
          assert.strictEqual(screen.rows.length, height)
          for (const [y, line] of textOf(screen).entries()) {
            assert.strictEqual(textWidth(line), width, `${width}x${height} ${y}: ${JSON.stringify(line)}`)
            assert.strictEqual(plainText(line), line)
          }
        }
      }
    }
  })

  it("a state that changes recolours cells and moves none: names, places and badges keep their columns", () => {
    const at = (status: AgentStatus, width: number, height: number) => {
      const agents = [anAgent(status, { unseen: status === "done" })]
      const sessions = [
        aSession(1, "api", { git: aGit("main"), agents }),
        aSession(2, "feat", { group: "/x/plane", git: aGit("feat") }),
        aSession(3, "fix", { group: "/x/plane", git: aGit("fix") })
      ]
      const view = aView(sessions, { width, height })
      return textOf(layout(view, now)).slice(1, 1 + listLines(view))
    }
    const withoutSigns = (lines: ReadonlyArray<string>) => lines.map((line) => line.replaceAll(/[◉✗⚠⊘●⠋⠙]/gu, " "))
    for (let width = 20; width <= 120; width += 5) {
      const calm = withoutSigns(at("idle", width, 12))
      for (const status of ["waiting", "error", "stale", "interrupted", "done", "running"] as const) {
        assert.deepStrictEqual(withoutSigns(at(status, width, 12)), calm, `${status} at ${width}`)
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

const wildKeys = ["j", "k", "G", "?", "Q", "PageDown", "Esc", "Space", "l", "a", "t", "w", "x", "R", "n", "/"]

/** Any sort, filter, folds, search, detail and signs of a theme. */
const aWildView = (sessions: ReadonlyArray<Session>, pane: Partial<ModelPane>, next: (below: number) => number) => {
  const view = aView(sessions, pane, {
    notices: [mixture(next)],
    sort: (["order", "attention", "activity"] as const)[next(3)]!,
    sessionFilter: (["all", "active", "running"] as const)[next(3)]!,
    collapsed: next(2) === 0 ? ["/x/漢字"] : []
  })
  const options = {
    ...view.options,
    detailLines: 4 + next(57),
    scope: next(2) === 0 ? ("all" as const) : view.options.scope
  }
  const thread = next(2) === 0 ? null : "claude-code t1"
  return withChoice({ ...view, options }, { search: next(3) === 0 ? mixture(next) : null, thread })
}

const aWildSession = (n: number, next: (below: number) => number): Session => {
  const statuses: ReadonlyArray<AgentStatus> = ["waiting", "error", "stale", "interrupted", "done", "running", "idle"]
  return aSession(n, mixture(next), {
    directory: `/${mixture(next)}/${mixture(next)}`,
    git: next(2) === 0 ? null : aGit(mixture(next), { insertions: next(99_999), deletions: next(3), dirty: true }),
    ports: Array.from({ length: next(3) }, () => ({ port: next(65_536), pid: 1, paneId: null })),
    group: [null, "/x/漢字", "/x/plane.git"][Math.floor(n / 4) % 3] ?? null,
    unseen: next(2) === 0,
    agents: Array.from({ length: next(6) }, () =>
      anAgent(statuses[next(statuses.length)]!, {
        agent: mixture(next),
        threadName: next(3) === 0 ? null : mixture(next),
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
