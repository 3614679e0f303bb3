import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { classifyScreen, showsPrompt } from "../../../src/agents/opencode/screen.ts"
import * as screens from "./screens.ts"

const told = (screen: ReadonlyArray<string>) => {
  const state = classifyScreen(screen)
  return state === null ? null : state.reason === null ? state.status : `${state.status}(${state.reason})`
}

describe("a screen", () => {
  it.each<[string, ReadonlyArray<string>, string | null]>([
    ["of the start", screens.home, "idle"],
    ["at work", screens.working("go"), "running"],
    ["that tries again", screens.retrying, "running"],
    ["at rest", screens.resting("go"), "idle"],
    ["with a permission", screens.permission("go"), "waiting(permission)"],
    ["with a question", screens.question("go"), "waiting(question)"],
    ["of an answer that shows a dialog is at rest", [...screens.permission("go"), ...screens.resting("go")], "idle"],
    ["of a shell", ["$ opencode", "esc", "$"], null],
    ["that is empty", [], null]
  ])("%s", (_, screen, wanted) => {
    assert.strictEqual(told(screen), wanted)
  })

  it.prop("of any kind does no harm", [Schema.Array(Schema.String)], ([lines]) => {
    classifyScreen(lines)
    showsPrompt(lines, lines.join(" "))
  })
})

describe("a prompt", () => {
  it.each<[string, ReadonlyArray<string>, string, boolean]>([
    ["is found", screens.working("fix the tests"), "fix the tests", true],
    ["is found by its first line", screens.working("fix the tests"), "fix the tests\nall of them", true],
    ["is found beside a side bar", ["  ┃  fix the tests          Context"], "fix the tests", true],
    [
      "is found where it was broken",
      ["  ┃  a prompt that is long", "  ┃  and broken"],
      "a prompt that is long and broken",
      true
    ],
    ["is not another that begins alike", screens.working("fix the tests now"), "fix the tests", false],
    ["is nothing where it is empty", screens.working("go"), "", false]
  ])("%s", (_, screen, prompt, wanted) => {
    assert.strictEqual(showsPrompt(screen, prompt), wanted)
  })
})
