import { assert, describe, it } from "@effect/vitest"
import { guardInput, type GuardState, initialGuard, isHolding, releaseEscape } from "../../src/host/inputGuard.ts"

/** Feeds pieces, each at its time; a pause of more than the hold releases a lone `ESC` as the host's timer does. */
const fed = (...pieces: ReadonlyArray<readonly [at: number, input: string]>): string => {
  let state: GuardState = initialGuard
  let passed = ""
  let before = 0
  for (const [at, input] of [...pieces, [1_000_000, ""] as const]) {
    if (isHolding(state) && at - before > 25) {
      const [next, key] = releaseEscape(state, before + 25)
      state = next
      passed += key
    }
    const [next, pass] = guardInput(state, input, at)
    state = next
    passed += pass
    before = at
  }
  return passed
}

const inputs: ReadonlyArray<readonly [string, string]> = [
  ["letters", "jk G/é"],
  ["controls", "\r\n\t\x7f\x03"],
  ["arrows", "\x1b[A\x1b[B\x1bOC\x1b[1;3D"],
  ["page and home keys", "\x1b[5~\x1b[6~\x1b[H\x1b[F\x1b[1~"],
  ["back tab", "\x1b[Z"],
  ["keys with Alt", "\x1bj\x1bx"],
  ["function keys", "\x1bOP\x1b[15~"],
  ["extended keys", "\x1b[106;5u"],
  ["mouse", "\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<64;10;2M"],
  ["a paste", "\x1b[200~some text\x1b[201~"]
]

const answers: ReadonlyArray<readonly [string, string]> = [
  ["DA1", "\x1b[?62;1;4c"],
  ["DA1 without a prefix", "\x1b[62;1;4c"],
  ["DA2", "\x1b[>84;0;0c"],
  ["XTVERSION", "\x1bP>|tmux 3.3a\x1b\\"],
  ["DECRPM", "\x1b[?2026;2$y"],
  ["a cursor report", "\x1b[12;40R"],
  ["a size in pixels", "\x1b[4;600;800t"],
  ["kitty flags", "\x1b[?0u"],
  ["a colour", "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\"],
  ["a colour ended by BEL", "\x1b]10;rgb:ffff/ffff/ffff\x07"],
  ["XTGETTCAP", "\x1bP1+r4d73=5c\x1b\\"],
  ["a kitty image", "\x1b_Gi=31337;OK\x1b\\"],
  ["a device status", "\x1b[0n"],
  ["a colour scheme", "\x1b[?997;1n"],
  ["focus", "\x1b[I\x1b[O"],
  ["old mouse bytes", "\x1b[M !!"],
  ["a paste's end alone", "\x1b[201~"]
]

describe("input of a pane", () => {
  it.each(inputs)("passes %s", (_name, input) => assert.strictEqual(fed([0, input]), input))

  it.each(inputs)("passes %s in pieces", (_name, input) =>
    assert.strictEqual(fed(...[...input].map((char, index) => [index, char] as const)), input)
  )

  it("tells a lone Escape after a moment, and what follows it as its own key", () => {
    assert.strictEqual(fed([0, "\x1b"]), "\x1b[27u")
    assert.strictEqual(fed([0, "\x1b"], [40, "j"]), "\x1b[27uj")
    assert.strictEqual(fed([0, "\x1b"], [40, "\x1b"], [80, "\x1b[A"]), "\x1b[27u\x1b[27u\x1b[A")
    assert.strictEqual(fed([0, "\x1b\x1b[A"]), "\x1b[27u\x1b[A")
  })

  it("drops a paste that is too long, whole, and goes on after it", () => {
    assert.strictEqual(fed([0, `\x1b[200~${"q".repeat(9000)}`], [900, "qqq"], [1800, "qq\x1b[201~j"]), "j")
  })
})

describe("S3 answers of terminals", () => {
  it.each(answers)("never become keys: %s", (_name, answer) => assert.strictEqual(fed([0, `j${answer}k`]), "jk"))

  it.each(answers)("never become keys when torn into bytes: %s", (_name, answer) =>
    assert.strictEqual(fed(...[...`j${answer}k`].map((char, index) => [index * 5, char] as const)), "jk")
  )

  it.each(answers)(
    "are the Escape key and nothing else when torn after the ESC by a slow line: %s",
    (_name, answer) => {
      const passed = fed([0, "\x1b"], [400, answer.slice(1)], [2000, "k"])
      assert.strictEqual(passed, "\x1b[27uk")
    }
  )

  it("does not wait for ever for the end of one", () => {
    assert.strictEqual(fed([0, "\x1b]11;rgb:"], [1500, "j"]), "j")
    assert.strictEqual(fed([0, "\x1b[?62"], [1500, "j"]), "j")
    assert.strictEqual(fed([0, "\x1b[200~abc"], [1500, "j"]), "j")
  })
})
