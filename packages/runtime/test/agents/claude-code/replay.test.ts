import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import * as lines from "./lines.ts"
import { begun, recorded, type Shown, unrecorded } from "./scenarios.ts"
import { Stage, type Step } from "./stage.ts"

const play = (withRecord: boolean, steps: ReadonlyArray<Shown>) => {
  const stage = new Stage(withRecord)
  for (const step of steps) {
    stage.play(step)
    assert.strictEqual(stage.state, step.shows, `at ${step.at}`)
  }
  return stage
}

const withoutRecord = (step: Step): Step => {
  const { record, ...others } = step
  return record === undefined ? step : others
}

describe("replay", () => {
  it.each(Object.entries(recorded))("%s", (_, steps) => {
    play(true, steps)
  })

  it.each(Object.entries(unrecorded))("%s", (_, steps) => {
    play(false, steps)
  })

  it.prop(
    "the end is the same whichever source is read first",
    [Schema.Array(Schema.Boolean), Schema.Literals(Object.keys(recorded))],
    ([picks, name]) => {
      const steps = recorded[name] ?? []
      const records = steps
        .filter((step) => step.record !== undefined)
        .map(({ at, record }) => ({ at, record: record ?? null }))
      const others = steps.map((step) => withoutRecord(step))
      const stage = new Stage(true)
      for (let i = 0; records.length + others.length > 0; i++) {
        const next: Step | undefined =
          (picks[i] ?? i % 2 === 0) ? (records.shift() ?? others.shift()) : (others.shift() ?? records.shift())
        if (next !== undefined) stage.play(next)
      }
      const shown = steps.at(-1)?.shows
      assert.strictEqual(stage.state, shown)
    }
  )
})

describe("what is said of a thread", () => {
  it("nothing is said twice", () => {
    const stage = play(true, begun)
    const before = stage.events.length
    stage.play({ at: 2_130, record: "busy" })
    stage.play({ at: 2_400, lines: ['{"type":"mode","mode":"normal"}'] })
    assert.strictEqual(stage.events.length, before)
  })

  it("subagents at work are counted, and none once it rests", () => {
    const stage = play(true, begun)
    stage.play({ at: 3_000, lines: [lines.call(2_900, "Agent", "a"), lines.call(2_901, "Agent", "b")] })
    assert.strictEqual(stage.thread?.details.subagents, 2)
    stage.play({ at: 3_100, lines: [lines.launched(3_050, "a", "a1"), lines.result(3_060, "b")] })
    assert.strictEqual(stage.thread?.details.subagents, 1)
    stage.play({ at: 4_000, record: "idle" })
    assert.strictEqual(stage.thread?.details.subagents, 0)
  })

  it("a person's name for it goes before the model's, the title's and the first prompt", () => {
    const stage = play(true, begun)
    assert.strictEqual(stage.thread?.details.threadName, "go")
    stage.play({ at: 2_400, title: "◐ A topic" })
    assert.strictEqual(stage.thread?.details.threadName, "A topic")
    stage.play({ at: 2_500, lines: [lines.named("ai-title", "The model's")] })
    assert.strictEqual(stage.thread?.details.threadName, "The model's")
    stage.play({ at: 2_600, lines: [lines.named("custom-title", "Mine")] })
    assert.strictEqual(stage.thread?.details.threadName, "Mine")
  })

  it("prompt, model and tokens", () => {
    const stage = play(true, [...begun, { at: 2_500, lines: [lines.call(2_400, "Bash")], shows: "tool-running" }])
    const { lastUserPrompt, model, tokens } = stage.thread?.details ?? {}
    assert.deepStrictEqual(
      { lastUserPrompt, model, tokens },
      {
        lastUserPrompt: "go",
        model: "model-1",
        tokens: { input: 15, output: 4, contextUsed: 100 }
      }
    )
  })
})
