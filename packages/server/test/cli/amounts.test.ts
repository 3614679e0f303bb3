import { assert, describe, it } from "@effect/vitest"
import { parseDuration } from "../../src/cli/duration.ts"
import { parseProgress } from "../../src/cli/progressAmount.ts"
import { age } from "../../src/cli/text/age.ts"

describe("what people type", () => {
  it.each([
    ["30s", 30_000],
    ["250ms", 250],
    ["1.5m", 90_000],
    ["2h", 7_200_000],
    ["1d", 86_400_000],
    [" 5m ", 300_000],
    ["0s", null],
    ["30", null],
    ["-5s", null],
    ["s", null],
    ["5 s", null],
    ["", null]
  ])("a time: %s", (text, millis) => {
    assert.strictEqual(parseDuration(text), millis)
  })

  it.each([
    ["3/10", { current: 3, total: 10 }],
    ["0/0", { current: 0, total: 0 }],
    ["40%", { percent: 0.4 }],
    ["100%", { percent: 1 }],
    ["101%", null],
    ["0.4", null],
    ["3/", null],
    ["-1/10", null],
    ["", null]
  ])("a progress: %s", (text, amount) => {
    assert.deepStrictEqual(parseProgress(text), amount)
  })

  it.each([
    [-5, "0s"],
    [59_999, "59s"],
    [60_000, "1m"],
    [3_599_999, "59m"],
    [7_200_000, "2h"],
    [200_000_000, "2d"]
  ])("an age of %i ms", (millis, text) => {
    assert.strictEqual(age(millis), text)
  })
})
