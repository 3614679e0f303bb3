import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { guardedRingText, parseRings, ringText } from "../../src/tmux/ring.ts"

/** What tmux would append for words without formats. */
const appended = (words: ReadonlyArray<string>): string =>
  (/rung\}([^]*\|)"/.exec(ringText(words))?.[1] ?? "").replaceAll(/\\([\\"$~])/g, "$1")

describe("rings", () => {
  it("leave formats to tmux and encode the rest", () => {
    const text = guardedRingText(["toggle", "#{client_name}", "a|b c;"])
    assert.strictEqual(
      text,
      'if-shell -F -t =_os_stash: "#{&&:#{==:#{session_name},_os_stash},#{session_attached}}" ' +
        '{ set-option -gF @opensessions-rung "#{=-4000:@opensessions-rung}toggle #{client_name} a=7cb=20c=3b|" ; ' +
        'run-shell -bC "rename-window -t =_os_stash:=ring ring" }'
    )
  })

  it.each([
    ["none", [], []],
    ["none, an empty line", [""], []],
    ["one", ["toggle /dev/pts/3 $1 @2 %3|"], [["toggle", "/dev/pts/3", "$1", "@2", "%3"]]],
    ["two equal ones", ["j|j|"], [["j"], ["j"]]],
    ["an empty word, where a format had no value", [".window |"], [[".window", ""]]],
    ["a word with an equals sign that is no code", ["a=b=4|"], [["a=b=4"]]]
  ])("are read: %s", (_what, lines, rings) => assert.deepStrictEqual(parseRings(lines), { rings, lost: false }))

  it("that did not fit are known to be lost, and the first one left is not trusted", () => {
    const { lost, rings } = parseRings([`${"x".repeat(3990)} half|toggle %1|toggle %2|`])
    assert.isTrue(lost)
    assert.deepStrictEqual(rings, [
      ["toggle", "%1"],
      ["toggle", "%2"]
    ])
  })

  it.prop("bring their words back", [Schema.NonEmptyArray(Schema.String)], ([words]) => {
    const plain = words.map((word) => new TextDecoder().decode(new TextEncoder().encode(word.replaceAll("#{", "#"))))
    assert.deepStrictEqual(parseRings([appended(plain)]).rings, [plain])
  })
})
