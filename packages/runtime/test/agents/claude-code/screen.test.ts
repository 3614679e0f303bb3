import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { classifyScreen } from "../../../src/agents/claude-code/screen.ts"

const line = "─".repeat(60)
const box = (footer: string) => [
  `${" ".repeat(40)}◐ medium · /effort`,
  line,
  "❯ ",
  line,
  `  ⏸ manual mode on · ${footer}`
]
const resting = box("? for shortcuts")
const working = box("esc to interrupt · ← for agents")

describe("classifyScreen", () => {
  it.each([
    ["a prompt", resting, "idle"],
    ["a draft in the prompt", [line, "❯ half a thought", line, "  ? for shortcuts"], "idle"],
    ["work", ["❯ go", "✢ Pondering… (3s)", ...working], "running"],
    ["a retry", ["❯ go", "✻ API error · retrying in 1s · attempt 1/2", ...working], "running"],
    ["a failure", ["❯ go", "● API Error: Request rejected", ...resting], "error api-error"],
    ["an answer after a failure", ["❯ go", "● API Error: Request rejected", "❯ again", "● Fine.", ...resting], "idle"],
    ["an interrupt", ["❯ go", "  ⎿  Interrupted · What now?", ...resting], "interrupted"],
    ["an answer that speaks of it", ["❯ go", "● It was Interrupted by the API Error.", ...resting], "idle"],
    [
      "background agents",
      ["❯ go", "● On it.", "✻ Waiting for 2 background agents to finish", ...resting],
      "running background-task"
    ],
    [
      "background agents that have finished",
      ["❯ go", "✻ Waiting for 1 background agent to finish", "● Done.", ...resting],
      "idle"
    ],
    [
      "a permission",
      [
        line,
        " Bash command",
        "   touch x",
        " Do you want to proceed?",
        " ❯ 1. Yes",
        "   2. Yes, always",
        "   3. No",
        " Esc to cancel · Tab to amend"
      ],
      "waiting permission"
    ],
    [
      "a permission with another choice",
      [line, " Do you want to proceed?", "   1. Yes", " ❯ 2. No", " Esc to cancel"],
      "waiting permission"
    ],
    [
      "a question",
      [
        line,
        " ☐ Colour",
        "Which colour?",
        "❯ 1. Red",
        "     Warm",
        "  2. Blue",
        line,
        "  3. Chat about this",
        "Enter to select · Esc to cancel"
      ],
      "waiting question"
    ],
    ["a plan", [line, " Exit plan mode?", " ❯ 1. Yes", "   2. No, keep planning"], "waiting plan"],
    [
      "a directory that is not trusted yet",
      [line, " Do you trust the files in this folder?", " ❯ 1. Yes, proceed", "   2. No, exit", " Enter to confirm"],
      "waiting permission"
    ],
    ["a list in an answer", ["❯ go", "● Choose:", "  1. this", "  2. that", ...resting], "idle"],
    ["a quoted dialog above a prompt", ["● It said:", " ❯ 1. Yes", "   2. No", ...resting], "idle"],
    ["a shell", ["$ ls", "a b"], null],
    ["nothing", ["", ""], null]
  ])("%s", (_, screen, wanted) => {
    const state = classifyScreen(screen)
    assert.strictEqual(
      state === null ? null : [state.status, state.reason].filter((one) => one !== null).join(" "),
      wanted
    )
  })

  it.prop("never throws", [Schema.Array(Schema.String)], ([screen]) => {
    classifyScreen(screen)
  })
})
