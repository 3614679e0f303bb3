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

  it("is another one with another command, however its parts are divided", () => {
    const asked = (command: string) => [
      "─".repeat(20),
      " Bash command",
      "╌".repeat(20),
      ` ${command}`,
      ...Array.from({ length: 20 }, (_, at) => ` line ${at}`),
      "╌".repeat(20),
      " Do you want to proceed?",
      " ❯ 1. Yes",
      "   2. No",
      ""
    ]
    assert.notStrictEqual(agentPrompt(asked("make"))?.id, agentPrompt(asked("rm -rf build"))?.id)
    assert.strictEqual(agentPrompt(asked("make"))?.text.at(-1), "Do you want to proceed?")
    assert.include(agentPrompt([...asked("make").slice(0, 4), ...asked("make").slice(-5)])?.text ?? [], "make")
  })

  it("in a frame, with a dot as its mark", () => {
    const prompt = agentPrompt([
      "╭────────────────────────╮",
      "│ ?  Shell ls            │",
      "│ ╭────────────────────╮ │",
      "│ │ ls -la             │ │",
      "│ ╰────────────────────╯ │",
      "│ Allow execution?       │",
      "│                        │",
      "│ ● 1. Allow once        │",
      "│   2. Allow for now     │",
      "│   3. Modify with editor│",
      "│   4. No (esc)          │",
      "╰────────────────────────╯"
    ])
    assert.deepStrictEqual(prompt?.text, ["?  Shell ls", "ls -la", "Allow execution?"])
    // What opens an editor is done there.
    assert.deepStrictEqual(
      prompt?.choices.map(({ key, marked }) => [key, marked]),
      [
        ["1", true],
        ["2", false],
        ["4", false]
      ]
    )
  })

  it("whose mark is a colour, by what it says below", () => {
    const lines = [
      "  ┃",
      "  ┃  Which colour?",
      "  ┃",
      "  ┃  1. Red",
      "  ┃     Warm",
      "  ┃  2. Blue",
      "  ┃  3. Type your own answer",
      "  ┃"
    ]
    const prompt = agentPrompt([...lines, "  ┃  ↑↓ select  enter submit  esc dismiss"])
    assert.deepStrictEqual(prompt?.text, ["Which colour?"])
    assert.deepStrictEqual(
      prompt?.choices.map(({ key, label }) => [key, label]),
      [
        ["1", "Red Warm"],
        ["2", "Blue"],
        ["Escape", "cancel"]
      ]
    )
    assert.isNull(agentPrompt(lines))
  })

  it("with buttons, of which the chosen one has the bar's colour", () => {
    const bar = "\u001b[38;5;215;48;5;234m┃\u001b[39m"
    const asked = (...backgrounds: ReadonlyArray<number>) =>
      agentPrompt([
        "  what it did",
        "",
        `${bar}  △ Permission required`,
        `${bar}  $ make`,
        `${bar}`,
        `${bar}  ${["Allow once", "Allow always", "Reject"]
          .map((label, at) => `\u001b[48;5;${backgrounds[at]}m ${label} \u001b[48;5;234m`)
          .join(" ")}   ctrl+f fullscreen  ⇆ select  enter confirm\u001b[0m`
      ])
    assert.strictEqual(asked(215, 234, 234)?.by, "columns")
    assert.deepStrictEqual(asked(215, 234, 234)?.text, ["△ Permission required", "$ make"])
    assert.deepStrictEqual(asked(234, 234, 215)?.choices, [
      { key: "1", label: "Allow once", marked: false },
      { key: "2", label: "Allow always", marked: false },
      { key: "3", label: "Reject", marked: true }
    ])
    assert.strictEqual(asked(234, 215, 234)?.id, asked(215, 234, 234)?.id)
    assert.isNull(asked(234, 234, 234))
  })

  it("with buttons in a narrow pane, where the keys are told below them", () => {
    const prompt = agentPrompt([
      "\u001b[38;5;215m┃\u001b[39m  △ Permission required",
      "\u001b[38;5;215m┃\u001b[39m",
      "\u001b[38;5;215m┃\u001b[39m  \u001b[48;5;215m Confirm \u001b[49m  Cancel ",
      "\u001b[38;5;215m┃\u001b[39m",
      "\u001b[38;5;215m┃\u001b[39m  ⇆ select  enter confirm"
    ])
    assert.deepStrictEqual(
      prompt?.choices.map(({ label, marked }) => [label, marked]),
      [
        ["Confirm", true],
        ["Cancel", false]
      ]
    )
  })

  it("as a list with an arrow", () => {
    const lines = [
      "────────",
      " Allow this?",
      "   make",
      "",
      " → Yes",
      "   No",
      "",
      " ↑↓ navigate  enter select  esc cancel"
    ]
    const prompt = agentPrompt(lines)
    assert.strictEqual(prompt?.by, "rows")
    assert.deepStrictEqual(prompt?.text, ["Allow this?", "make"])
    assert.deepStrictEqual(prompt?.choices, [
      { key: "1", label: "Yes", marked: true },
      { key: "2", label: "No", marked: false },
      { key: "Escape", label: "cancel", marked: false }
    ])
    // A list that scrolls says where it is; not all of its answers are in sight.
    assert.isNull(agentPrompt([...lines.slice(0, 6), " (2/30)", ...lines.slice(6)]))
  })

  it.each<[string, ReadonlyArray<string>]>([
    ["answers that are ticked before they are sent", ["❯ 1. [ ] Red", "  2. [x] Blue"]],
    ["a list of what an agent says", ["● 1. first", "  2. second"]],
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

  it("has on each line the style that tmux said on a line before", () => {
    assert.deepStrictEqual(colouredLines(["\u001b[1;38;5;215m┃", "┃\u001b[39m a", "b", "\u001b[0mc", "d"]), [
      "\u001b[1;38;5;215m┃",
      "\u001b[1;38;5;215m┃\u001b[39m a",
      "\u001b[1mb",
      "\u001b[1m\u001b[0mc",
      "d"
    ])
  })
})
