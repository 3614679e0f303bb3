import { assert, describe, it } from "@effect/vitest"
import { createTestRenderer } from "@opentui/core/testing"
import { Effect } from "effect"
import { bindingOf, bindings, isPrintable, keyFromEvent, questionBindings } from "../src/keys.ts"

describe("keys as the terminal sends them", () => {
  it.live.each([
    ["j", "j"],
    ["G", "G"],
    ["?", "?"],
    ["!", "!"],
    ["7", "7"],
    [" ", "Space"],
    ["\r", "Enter"],
    ["\n", "Enter"],
    ["\t", "Tab"],
    ["\x1b[Z", "S-Tab"],
    ["\x1b[A", "Up"],
    ["\x1bOB", "Down"],
    ["\x1b[5~", "PageUp"],
    ["\x1b[6~", "PageDown"],
    ["\x1b[H", "Home"],
    ["\x1b[4~", "End"],
    ["\x1b[27u", "Esc"],
    ["\x1b[1;3A", "M-Up"],
    ["\x1bj", "M-j"],
    ["\x01", "C-a"],
    ["é", "é"],
    ["漢", "漢"]
  ] as const)("%j is %s", ([bytes, name]) =>
    Effect.gen(function* () {
      const { renderer } = yield* Effect.acquireRelease(
        Effect.promise(() => createTestRenderer({ width: 20, height: 5, useKittyKeyboard: {} })),
        (setup) => Effect.promise(() => setup.dispose())
      )
      const key = yield* Effect.callback<string>((resume) => {
        renderer.keyInput.once("keypress", (event) => resume(Effect.succeed(keyFromEvent(event))))
        renderer.stdin.emit("data", Buffer.from(bytes))
      })
      assert.strictEqual(key, name)
    })
  )
})

describe("the key table", () => {
  it("gives no key two meanings", () => {
    for (const table of [bindings, questionBindings]) {
      const keys = table.flatMap((binding) => binding.keys)
      assert.strictEqual(new Set(keys).size, keys.length)
    }
  })

  it.each([["q"], ["Q"], ["m"]])("%s changes something", (key) => {
    assert.strictEqual(bindingOf(key)?.harm, "changes")
  })

  it("every answer to a question changes something", () => {
    for (const binding of questionBindings) assert.strictEqual(binding.harm, "changes")
  })

  it.each([
    ["j", true],
    ["漢", true],
    ["Space", true],
    ["Enter", false],
    ["C-a", false],
    ["M-j", false]
  ])("%s is text: %j", (key, printable) => {
    assert.strictEqual(isPrintable(key), printable)
  })
})
