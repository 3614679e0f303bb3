import { assert, describe, it } from "@effect/vitest"
import { createTestRenderer } from "@opentui/core/testing"
import { Effect } from "effect"
import { defaultKeymap, keymapOf } from "../src/keymap.ts"
import { bindings, isPrintable, keyFromEvent } from "../src/keys.ts"

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
    const keys = bindings.flatMap((binding) => binding.keys)
    assert.strictEqual(new Set(keys).size, keys.length)
  })

  it.each([["q"], ["Q"], ["m"], ["x"], ["d"], ["R"], ["n"]])("%s changes something", (key) => {
    assert.strictEqual(defaultKeymap.byKey.get(key)?.harm, "changes")
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

describe("keys of the user's own", () => {
  it.each<[string, Record<string, string>, string, string | undefined]>([
    ["a key gets another action", { d: "kill" }, "d", "kill"],
    ["an action keeps its other keys", { J: "down" }, "j", "down"],
    ["a key is taken away", { x: "none" }, "x", undefined],
    ["other names of keys are known", { BTab: "kill" }, "S-Tab", "kill"],
    ["Esc always leads back", { Escape: "quit" }, "Esc", "back"]
  ])("%s", (_what, config, key, action) => {
    assert.strictEqual(keymapOf(config).byKey.get(key)?.action, action)
  })

  it.each<[Record<string, string>, ReadonlyArray<string>]>([
    [{ d: "hide", J: "down" }, []],
    [{ d: "explode" }, [`keys: "d": there is no action "explode"`]],
    [{ Hyper: "kill" }, [`keys: "Hyper" is no key`]],
    [{ Esc: "quit" }, [`keys: "Esc" always closes and can't be another key`]],
    [
      { Enter: "kill", Return: "hide" },
      [`keys: "Return" is there twice; the first one holds`, "keys: no key is left for `go`"]
    ],
    [{ d: "kill" }, ["keys: no key is left for `hide`"]]
  ])("%j has the problems %j", (config, problems) => {
    assert.deepStrictEqual(keymapOf(config).problems, problems)
  })
})
