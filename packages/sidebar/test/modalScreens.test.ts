import { LookupAnswer } from "@opensessions/protocol/Lookup"
import { assert, describe, it } from "@effect/vitest"
import { spansWidth } from "../src/view/Row.ts"
import { layout } from "../src/view/rows.ts"
import { client } from "./stories.ts"
import { samples } from "./view/hostileText.ts"
import { aDay, aView, now, paneId, textOf } from "./view/states.ts"

const long = "a name that is much longer than any sidebar is wide, with 漢字 and 👍🏽 in it"

const prompt = {
  id: "q1",
  by: "key" as const,
  text: [long, "Do you want to proceed?"],
  choices: [
    { key: "1", label: long, marked: true },
    { key: "2", label: "No", marked: false }
  ]
}

const answers: Readonly<Record<string, LookupAnswer>> = {
  n: LookupAnswer.cases.Directories.make({
    directories: Array.from({ length: 40 }, (_, at) => ({ path: `/srv/${long}/${at}`, kind: "path" as const }))
  }),
  p: LookupAnswer.cases.Screen.make({
    screen: { paneId: paneId(4), lines: [long, ...samples.map(([, text]) => text)], prompt }
  }),
  A: LookupAnswer.cases.Screen.make({ screen: { paneId: paneId(4), lines: [long], prompt } })
}

const sizes = [20, 26, 34, 60, 120].flatMap((width) => [8, 12, 20, 60].map((height) => ({ width, height })))

/** What is pressed, and a button that has to be in sight. */
const modals: ReadonlyArray<readonly [keys: ReadonlyArray<string>, button: string]> = [
  [["x"], "⏎ kill"],
  [["R"], "⏎ rename"],
  [["n"], "⏎ here"],
  [["t"], "⏎ take"],
  [["w"], "⏎ keep"],
  [["E"], "esc close"],
  [["p"], "esc close"],
  [["A"], "esc close"],
  [["A"], "2 No"],
  [["y"], "⏎ take"],
  [["Q"], "⏎ quit"],
  [["?"], "down"]
]

describe.each(modals)("what %j opens", (keys, button) => {
  it.each(sizes)("fits $width by $height, with its keys in sight", (size) => {
    const me = client(aView(aDay, size))
    me.press(...keys)
    const answer = answers[keys[0]!]
    if (answer !== undefined) me.found(answer)
    const screen = layout(me.model, now)
    assert.strictEqual(screen.rows.length, size.height)
    for (const row of screen.rows) assert.isAtMost(spansWidth(row.spans), size.width)
    assert.include(textOf(screen).join("\n"), button)
  })
})

describe("the preview", () => {
  it.each([[0], [8], [40]])("cuts what hostile programs draw, %i columns to the right", (columns) => {
    const me = client(aView(aDay))
    me.press("p")
    me.found(answers["p"]!)
    for (let at = 0; at < columns; at += 8) me.press("Right")
    for (const row of layout(me.model, now).rows) assert.isAtMost(spansWidth(row.spans), 26)
  })
})
