import { assert, describe, it } from "@effect/vitest"
import { agentPrompt } from "../../src/panes/agentPrompt.ts"
import { colouredLines, plainLines } from "../../src/panes/colouredLines.ts"

const boxed = [
  "● I will run the tests.",
  "",
  "╭──────────────────────────────╮",
  "│ Bash command                 │",
  "│   npm test                   │",
  "│ Do you want to proceed?      │",
  "│ ❯ 1. Yes                     │",
  "│   2. Yes, and do not ask     │",
  "│      again for npm           │",
  "│   3. No (esc)                │",
  "╰──────────────────────────────╯",
  "  Esc to cancel",
  ""
]

describe("an agent's question", () => {
  it("is read with its answers", () => {
    const prompt = agentPrompt(boxed)
    assert.deepStrictEqual(prompt?.text, ["Bash command", "npm test", "Do you want to proceed?"])
    assert.deepStrictEqual(prompt?.choices, [
      { key: "1", label: "Yes", marked: true },
      { key: "2", label: "Yes, and do not ask again for npm", marked: false },
      { key: "3", label: "No (esc)", marked: false },
      { key: "Escape", label: "cancel", marked: false }
    ])
  })

  it("is the same wherever the mark is, another with other words", () => {
    const moved = boxed.map((line) => line.replace("❯ 1.", "  1.").replace("  2.", "❯ 2."))
    assert.strictEqual(agentPrompt(moved)?.id, agentPrompt(boxed)?.id)
    assert.strictEqual(agentPrompt(moved)?.choices.find(({ marked }) => marked)?.key, "2")
    const other = boxed.map((line) => line.replace("npm test", "rm -rf x"))
    assert.notStrictEqual(agentPrompt(other)?.id, agentPrompt(boxed)?.id)
  })

  it("of another agent, without a box", () => {
    const prompt = agentPrompt([
      "Would you like to run it?",
      "",
      "  $ make",
      "",
      "› 1. Yes, proceed (y)",
      "  2. No (esc)"
    ])
    assert.deepStrictEqual(prompt?.text, ["Would you like to run it?", "$ make"])
    assert.deepStrictEqual(
      prompt?.choices.map(({ key, label }) => [key, label]),
      [
        ["1", "Yes, proceed (y)"],
        ["2", "No (esc)"]
      ]
    )
  })

  it.each<[string, ReadonlyArray<string>]>([
    ["a list that the agent wrote", ["1. first", "2. second", "─────────────", "❯ ", "─────────────"]],
    ["a question above the box for the next prompt", ["❯ 1. Yes", "  2. No", "─────────────", "❯ go on", "─────"]],
    ["one answer alone", ["❯ 1. Yes"]],
    ["numbers without a mark", ["  1. Yes", "  2. No"]],
    ["numbers that are none of a list", ["❯ 2. Yes", "  4. No"]],
    ["nothing", []]
  ])("is not seen in %s", (_what, lines) => {
    assert.isNull(agentPrompt(lines))
  })
})

describe("a captured screen", () => {
  it("keeps its colours and nothing else that steers a terminal", () => {
    const [line] = colouredLines([
      "a\u001b[1;31mb\u001b[0m\u001b[2Jc\u001b]0;title\u0007d\u0007\u001b]8;;http://x\u001b\\e\u000e"
    ])
    assert.strictEqual(line, "a\u001b[1;31mb\u001b[0mcde")
    assert.deepStrictEqual(plainLines([line!, "x  "]), ["abcde", "x"])
  })
})
