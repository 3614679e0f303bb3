import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { mergeSessionOrder, parseSessionOrder, writeSessionOrder } from "../../src/config/sessionOrderFile.ts"

describe("session-order.json", () => {
  it.each([
    ['["a", "b"]', { order: ["a", "b"], hidden: [] }],
    ['{"order": ["a"], "hidden": ["b"]}', { order: ["a"], hidden: ["b"] }],
    ['{"hidden": ["b"]}', { order: [], hidden: ["b"] }],
    ["", { order: [], hidden: [] }]
  ])("%s is read", (text, order) => {
    assert.deepStrictEqual(parseSessionOrder(text), Result.succeed(order))
  })

  it.each([['["a", 1]'], ['{"order": "a"}'], ['"a"'], ['["a"']])("%s is broken, with line and reason", (text) => {
    const parsed = parseSessionOrder(text)
    assert.isTrue(Result.isFailure(parsed) && parsed.failure.startsWith("1: "))
  })

  it("is written in the short form where nothing is hidden, and read back", () => {
    for (const order of [
      { order: ["a", 'b "c"'], hidden: [] },
      { order: ["a"], hidden: ["a"] }
    ])
      assert.deepStrictEqual(parseSessionOrder(writeSessionOrder(order)), Result.succeed(order))
    assert.strictEqual(writeSessionOrder({ order: ["a"], hidden: [] }), '[\n  "a"\n]\n')
  })

  it.each([
    ['["x"]', [], '[\n  "a"\n]\n'],
    ['["x"]', ["b"], '{\n  "order": [\n    "a"\n  ],\n  "hidden": [\n    "b"\n  ]\n}\n'],
    ['{ "order": ["x"], "later": 1 }', [], '{ "order": ["a"], "later": 1 }'],
    ['{ "later": 1, "hidden": ["x"] }', [], '{ "later": 1, "hidden": [], "order": ["a"] }'],
    ['{ "later": 1 }', ["b"], '{ "later": 1, "order": ["a"], "hidden": ["b"] }']
  ])("what else is in %s is kept", (before, hidden, after) => {
    assert.strictEqual(writeSessionOrder({ order: ["a"], hidden }, before), after)
  })
})

describe("mergeSessionOrder", () => {
  it.each([
    ["sessions of other servers keep their places", ["x", "a", "y", "b"], ["b", "a"], ["x", "b", "y", "a"]],
    ["new names go to the end", ["x"], ["b", "a"], ["x", "b", "a"]],
    ["an empty file takes all", [], ["b", "a"], ["b", "a"]],
    ["a name twice counts once", ["a", "a", "x"], ["b", "a"], ["b", "x", "a"]]
  ])("%s", (_, file, mine, expected) => {
    const merged = mergeSessionOrder({ order: file, hidden: [] }, { order: mine, hidden: [] })
    assert.deepStrictEqual(merged.order, expected)
  })

  it("hidden sessions of other servers stay hidden, own ones are as told", () => {
    const merged = mergeSessionOrder({ order: ["x", "a"], hidden: ["x", "a"] }, { order: ["a", "b"], hidden: ["b"] })
    assert.deepStrictEqual(merged.hidden, ["x", "b"])
  })

  it("does not grow for ever, and never at the cost of own names", () => {
    const old = Array.from({ length: 3_000 }, (_, index) => `old ${index}`)
    const merged = mergeSessionOrder({ order: [...old, "a"], hidden: [] }, { order: ["a", "b"], hidden: [] })
    assert.strictEqual(merged.order.length, 1_000)
    assert.deepStrictEqual(merged.order.slice(-2), ["a", "b"])
  })
})
