import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { watchesScreen } from "../../../src/agents/codex/lookPlan.ts"
import * as lines from "./lines.ts"
import * as screens from "./screens.ts"
import { type Shown, scenarios } from "./scenarios.ts"
import { Stage, type Step } from "./stage.ts"

const play = (steps: ReadonlyArray<Step>) => {
  const stage = new Stage()
  for (const step of steps) stage.play(step)
  return stage
}

describe("what a seat shows", () => {
  for (const [name, steps] of Object.entries(scenarios))
    it(name, () => {
      const stage = new Stage()
      for (const { shows, ...step } of steps) {
        stage.play(step)
        assert.strictEqual(stage.state, shows, `at ${step.at}`)
      }
    })

  const ended: ReadonlyArray<Shown> =
    scenarios["a turn is done when both say so, and never before the title does"] ?? []
  it.prop("the order of independent evidence does not change the result", [Schema.Array(Schema.Boolean)], ([picks]) => {
    const titles = ended.filter((step) => step.title !== undefined)
    const files = ended.filter((step) => step.title === undefined)
    const stage = new Stage()
    for (let i = 0; titles.length + files.length > 0; i++) {
      const next = (picks[i] ?? true) ? (titles.shift() ?? files.shift()) : (files.shift() ?? titles.shift())
      if (next !== undefined) stage.play(next)
    }
    assert.strictEqual(stage.state, "done")
  })

  it("nothing is said twice", () => {
    const stage = play(ended)
    const before = stage.events.length
    stage.play({ at: 20_000, title: "work" })
    stage.play({ at: 21_000, lines: ['{"type":"world_state","payload":{}}'] })
    assert.strictEqual(stage.events.length, before)
  })
})

const begun: ReadonlyArray<Step> = [
  { at: 550, title: "work" },
  { at: 2_780, lines: [lines.started(2_770)] },
  { at: 2_800, title: "⠋ work" }
]

describe("a seat whose thread is not known", () => {
  it("works by its title, and ends as its screen says", () => {
    const stage = new Stage()
    stage.seat.thread = null
    stage.play({ at: 1_500, screen: screens.fresh })
    stage.play({ at: 2_800, title: "⠋ work" })
    assert.strictEqual(stage.state, "idle")
    stage.play({ at: 3_300 })
    assert.strictEqual(stage.state, "running")
    stage.play({ at: 9_000, title: "work" })
    assert.strictEqual(stage.look, 9_150)
    stage.play({ at: 9_150, screen: screens.done })
    assert.strictEqual(stage.state, "done")
    stage.play({ at: 12_000, title: "[ ! ] Action Required | work" })
    assert.strictEqual(stage.state, "waiting(permission)")
  })
})

describe("when the screen is looked at", () => {
  it.each<readonly [string, ReadonlyArray<Step>, number | null]>([
    ["once after a process began", [{ at: 100, title: "vm" }], 1_500],
    ["and not again", [{ at: 1_500, screen: screens.fresh }], null],
    ["not while files and title agree", begun, null],
    ["after the title asks", [...begun, { at: 3_800, title: "[ ! ] Action Required" }], 3_950],
    [
      "and not again while it asks",
      [...begun, { at: 3_800, title: "[ ! ] Action Required" }, { at: 3_950, screen: screens.permission }],
      null
    ],
    [
      "after a plan",
      [...begun, { at: 9_000, title: "work", lines: [lines.planned(8_990), lines.completed(9_000)] }],
      9_150
    ],
    [
      "and once more where it came too early",
      [
        ...begun,
        { at: 9_000, title: "work", lines: [lines.planned(8_990), lines.completed(9_000)] },
        { at: 9_150, screen: screens.streaming }
      ],
      9_700
    ],
    ["where the title rests and the file does not", [...begun, { at: 5_000, title: "work" }], 6_000],
    ["where the file rests and the title does not", [...begun, { at: 5_000, lines: [lines.completed(5_000)] }], 6_000],
    [
      "not for a call whose wait a title would tell",
      [...begun, { at: 3_000, lines: [lines.escalated(3_000, "c")] }],
      null
    ],
    [
      "for a call that nothing else tells of",
      [{ at: 3_000, lines: [lines.started(2_900), lines.escalated(3_000, "c")] }],
      4_200
    ],
    [
      "not while the daemon tells",
      [{ at: 3_000, live: "working", lines: [lines.started(2_900), lines.escalated(3_000, "c")] }],
      null
    ]
  ])("%s", (_, steps, expected) => assert.strictEqual(play(steps).look, expected))

  it("again after its terminal was written to, while it shows a dialog that nothing else tells of", () => {
    const stage = play([{ at: 1_500, screen: screens.trust }])
    assert.strictEqual(stage.look, null)
    stage.seat.wroteAt = lines.epoch + 3_000
    assert.strictEqual(stage.look, 3_150)
    stage.play({ at: 3_150, screen: screens.fresh })
    assert.strictEqual(stage.look, null)
  })

  it("as long as a call may ask and neither title nor daemon would tell, after a write", () => {
    const called = { at: 3_000, lines: [lines.started(2_900), lines.called(3_000, "c")] }
    const watches = (...steps: ReadonlyArray<Step>) => {
      const stage = play([called, { at: 4_200, screen: screens.streaming }, ...steps])
      return watchesScreen(stage.seat, lines.epoch + 60_000)
    }
    assert.isTrue(watches())
    assert.isFalse(watches({ at: 5_000, lines: [lines.answered(5_000, "c")] }))
    assert.isFalse(watches({ at: 5_000, title: "⠋ work" }))
    assert.isFalse(watches({ at: 5_000, live: "working" }))
  })

  it("never without a pane", () => {
    const stage = play([...begun, { at: 3_800, title: "[ ! ] Action Required" }])
    stage.seat.process.pane = null
    assert.strictEqual(stage.look, null)
  })

  it("time alone changes what a lonely title means", () => {
    assert.strictEqual(play([{ at: 800, title: "⠋ work" }]).again, 1_300)
    assert.strictEqual(play([{ at: 800, title: "⠋ work" }, { at: 1_300 }]).again, null)
  })
})
