import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { classifyScreen, showsPrompt } from "../../../src/agents/pi/screen.ts"
import * as screens from "./screens.ts"

const told = (screen: ReadonlyArray<string>) => {
  const state = classifyScreen(screen)
  return state === null ? null : state.reason === null ? state.status : `${state.status}(${state.reason})`
}

describe("a screen", () => {
  it.each<[string, ReadonlyArray<string>, string | null]>([
    ["at rest", screens.resting("go"), "idle"],
    ["at work", screens.working("go"), "running"],
    ["that tries again", screens.retrying, "running(api-error)"],
    ["that summarizes", screens.compacting, "running(compacting)"],
    ["with a permission", screens.permission, "waiting(permission)"],
    ["with a question", screens.question, "waiting(question)"],
    ["with a menu that a person opened is at rest", screens.menu, "idle"],
    [
      "with a spinner far above is at rest",
      [" ⠙ Working...", ...Array.from({ length: 9 }, () => "text"), ...screens.resting()],
      "idle"
    ],
    ["of a shell", ["$ pi", "$"], null],
    ["that is empty", [], null]
  ])("%s", (_, screen, wanted) => {
    assert.strictEqual(told(screen), wanted)
  })

  it.prop("of any kind does no harm", [Schema.Array(Schema.String)], ([lines]) => {
    classifyScreen(lines)
    showsPrompt(lines, lines.join(" "))
  })

  it("shows a prompt that was sent, not one that is being typed", () => {
    assert.isTrue(showsPrompt(screens.working("mend it"), "mend it"))
    assert.isFalse(showsPrompt(screens.working("mend it now"), "mend it"))
    const [rule = ""] = screens.resting()
    assert.isFalse(showsPrompt([rule, "mend it", rule], "mend it"))
    assert.isFalse(showsPrompt(screens.working("go"), ""))
  })
})
