import { assert, describe, it } from "@effect/vitest"
import type { Agent } from "@opensessions/protocol/Agent"
import { Hit, hitAt } from "../../src/view/Row.ts"
import { layout } from "../../src/view/rows.ts"
import { inSightOf } from "../../src/view/threadWindow.ts"
import { withChoice } from "../../src/list/withChoice.ts"
import type { Model } from "../../src/model.ts"
import { aDay, aGit, anAgent, aSession, aView, now, paneId, textOf } from "./states.ts"

/** The lines below the list's rule. */
const panel = (model: Model): ReadonlyArray<string> => {
  const lines = textOf(layout(model, now)).slice(0, -2)
  return lines.slice(lines.findIndex((line) => line.startsWith("──")) + 1).map((line) => line.trimEnd())
}

const withOptions = (model: Model, options: Partial<Model["options"]>): Model => ({
  ...model,
  options: { ...model.options, home: "/home/me", ...options }
})

const told = (agent: Partial<Agent>, width = 40) =>
  panel(withOptions(aView([aSession(1, "x", { agents: [anAgent("running", agent)] })], { width, height: 40 }), {}))

describe("the detail of a session", () => {
  it("says where it is, what is to be pushed and pulled, and its ports, each of which opens", () => {
    const ports = [3000, 5173].map((port) => ({ port, pid: 1, paneId: null }))
    const git = aGit("feat/x", { ahead: 2, behind: 1, insertions: 3, changedFiles: 1 })
    const model = withOptions(aView([aSession(1, "api", { git, ports })], { width: 40, height: 50 }), {
      detailLines: 14
    })
    assert.deepStrictEqual(panel(model).slice(0, 2), [
      " ~/api                      ⌁3000 ⌁5173",
      " feat/x                        ↑2 ↓1 +3"
    ])
    const screen = layout(model, now)
    const y = textOf(screen).findIndex((line) => line.startsWith(" ~/api"))
    assert.deepStrictEqual(hitAt(screen, 35, y), Hit.Port({ port: 5173 }))
  })

  it("tells of the context as a share where it is known how much there is, else in tokens", () => {
    const tokens = { input: 1_200_000, output: 34_000, contextUsed: 82_000 }
    assert.include(told({ tokens }).join("\n"), "82k ctx · ↑1M ↓34k")
    assert.include(told({ tokens: { ...tokens, contextSize: 200_000 } }).join("\n"), "41% ctx")
  })

  it("counts subagents beside what the thread does, and gives what does not fit a line of its own", () => {
    const lines = told({ subagents: 2, threadName: "Dark mode", model: "a-model-with-a-long-name" }, 26)
    assert.include(lines, "   running +2")
    assert.include(lines.join("\n"), "claude-code")
  })

  it("is as high as the setting says, where there is room", () => {
    const lines = (detailLines: number) => panel(withOptions(aView(aDay, { height: 60 }), { detailLines })).length
    assert.deepStrictEqual([lines(4), lines(10), lines(20)], [4, 10, 20])
  })
})

describe("the detail of everybody's agents", () => {
  const model = withOptions(aView(aDay, { width: 60, height: 40 }), { scope: "all" })

  it("has a line for each, and goes to its pane", () => {
    const lines = panel(model)
    assert.strictEqual(lines[0]!.replaceAll(/ +/g, " "), " all agents 6")
    assert.match(lines[1]!, /^ ◉ api Fix login redirect +2m$/)
    assert.match(lines[4]!, /feat-databases claude-code/)
    const y = textOf(layout(model, now)).findIndex((line) => line.includes("Write tests"))
    assert.deepStrictEqual(hitAt(layout(model, now), 5, y), Hit.Agent({ sessionId: aDay[0]!.id, paneId: paneId(41) }))
  })

  it("marks the thread that keys act on, and keeps it in sight", () => {
    const small = withOptions(aView(aDay, { width: 60, height: 40 }), { scope: "all", detailLines: 4 })
    assert.strictEqual(panel(small).at(-1), " +4 more")
    const chosen = withChoice(small, { thread: "claude-code error-1" })
    const row = layout(chosen, now).rows.find(({ spans }) => spans.some(({ text }) => text.startsWith("infra")))
    assert.isDefined(row)
    const screen = layout(chosen, now)
    const marked = screen.rows.filter(({ bg }, y) => bg === "surface0" && y > 20)
    assert.strictEqual(marked.length, 1)
    assert.include(marked[0]!.spans.map(({ text }) => text).join(""), "infra")
  })
})

describe("the detail of a group", () => {
  it("tells of the threads of all its sessions", () => {
    const group = "/code/plane.git"
    const sessions = aDay.slice(2, 4).map((session) => ({ ...session, group }))
    const model = { ...aView(sessions, { height: 40 }), cursor: null, cursorGroup: group }
    const lines = panel(model)
    assert.match(lines[0]!, /^ plane +2$/)
    assert.match(lines[1]!, /feat-databases/)
    assert.match(lines[2]!, /preview/)
  })
})

it.each([
  [5, 9, -1, 0, 5],
  [9, 3, -1, 0, 3],
  [9, 3, 2, 0, 3],
  [9, 3, 3, 1, 4],
  [9, 3, 8, 6, 9],
  [9, 0, 4, 5, 5],
  [0, 3, -1, 0, 0]
])("of %i threads in %i lines, with the one at %i chosen, %i to %i are told of", (all, room, chosen, from, to) => {
  assert.deepStrictEqual(inSightOf(all, room, chosen), { from, to })
})
