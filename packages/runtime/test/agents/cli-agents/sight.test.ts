import { assert, describe, it } from "@effect/vitest"
import { aider } from "../../../src/agents/cli-agents/aider.ts"
import { copilot } from "../../../src/agents/cli-agents/copilot.ts"
import { type Sight, unseenSight } from "../../../src/agents/cli-agents/LiveCli.ts"
import { nextSight } from "../../../src/agents/cli-agents/sight.ts"
import type { ScreenRule } from "../../../src/agents/screenRules.ts"
import * as screens from "./screens.ts"

const start = 1_000_000

/** What is told after each of these screens, which are `step` milliseconds apart. */
const play = (rules: ReadonlyArray<ScreenRule>, all: ReadonlyArray<ReadonlyArray<string>>, step = 700) => {
  let sight: Sight = unseenSight
  return all.map((screen, index) => {
    sight = nextSight(rules, sight, { screen, at: start + index * step, startedAt: start })
    const { told } = sight
    return told === null ? null : told.reason === null ? told.status : `${told.status}(${told.reason})`
  })
}

const { copilot: c, aider: a, spinning, still } = screens

describe("looks at an agent with rules", () => {
  it.each<[string, ReadonlyArray<ReadonlyArray<string>>, ReadonlyArray<string | null>]>([
    ["a turn is done when it rests", [c.fresh, c.working, c.done, c.done], ["idle", "running", "done", "done"]],
    [
      "a permission is granted, and later one is refused",
      [c.fresh, c.working, c.asks, c.working, c.done, c.working, c.asks, c.denied],
      ["idle", "running", "waiting(permission)", "running", "done", "running", "waiting(permission)", "interrupted"]
    ],
    ["a failure is an error", [c.fresh, c.working, c.failed], ["idle", "running", "error(api-error)"]],
    ["so quick a failure that no work was seen", [c.fresh, c.failed], ["idle", "error(api-error)"]],
    ["an outcome that was there before is none", [c.denied, c.denied], ["idle", "idle"]],
    ["typing afterwards changes nothing", [c.fresh, c.working, c.done, c.typing], ["idle", "running", "done", "done"]],
    [
      "a dialog at the start and then rest is no turn",
      [c.trust, c.trust, c.fresh],
      ["waiting(permission)", "waiting(permission)", "idle"]
    ],
    [
      "a half drawn screen changes nothing",
      [c.fresh, c.working, [" ❯ go"], c.working],
      ["idle", "running", "running", "running"]
    ],
    ["a menu is nothing that is known", [c.fresh, c.menu, c.menu, c.fresh], ["idle", "idle", null, "idle"]]
  ])("%s", (_, all, wanted) => {
    assert.deepStrictEqual(play(copilot.screen, all), wanted)
  })

  it("what it draws at its start is no turn", () => {
    assert.deepStrictEqual(play(aider.screen, [a.starting, a.fresh, a.working, a.done]), [
      null,
      "idle",
      "running",
      "done"
    ])
  })

  it("the time of a state is that of the first look that told it", () => {
    const first = nextSight(copilot.screen, unseenSight, { screen: c.fresh, at: start, startedAt: start })
    const work = nextSight(copilot.screen, first, { screen: c.working, at: start + 10, startedAt: start })
    const more = nextSight(copilot.screen, work, { screen: c.working, at: start + 900, startedAt: start })
    assert.strictEqual(more.told?.at, start + 10)
  })
})

describe("looks at an agent without rules", () => {
  it.each<[string, ReadonlyArray<ReadonlyArray<string>>, ReadonlyArray<string>]>([
    ["a spinner is work", [still, spinning("⠋"), spinning("⠙"), still], ["idle", "running", "running", "idle"]],
    ["a dialog that stands still is none", [still, spinning("⠋"), spinning("⠋")], ["idle", "running", "idle"]],
    ["typing is none", [still, [...still, "a"], [...still, "ab"], [...still, "abc"]], ["idle", "idle", "idle", "idle"]],
    [
      "text that keeps coming is work, a menu that opens is none",
      [still, ["1", "2", "3", "4", "5"], ["2", "3", "4", "5", "6"], ["2", "3", "4", "5", "6"]],
      ["idle", "idle", "running", "idle"]
    ]
  ])("%s", (_, all, wanted) => {
    assert.deepStrictEqual(play([], all), [...wanted])
  })

  it("looks that are far apart say nothing about each other", () => {
    assert.deepStrictEqual(play([], [still, spinning("⠋"), spinning("⠙")], 5_000), ["idle", "idle", "idle"])
  })
})
