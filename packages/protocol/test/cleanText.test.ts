import { assert, describe, it } from "@effect/vitest"
import { cleanText, shorten } from "../src/cleanText.ts"

describe("cleanText", () => {
  it.each([
    ["plain text stays", "Deploying 3/10 …", "Deploying 3/10 …"],
    ["breaks become one space", "a\nb\r\nc\n\nd\te\u2028f", "a b c d e f"],
    ["ends are trimmed", "  done\n", "done"],
    ["controls go", "a\u0000b\u0007c\u001bd\u007fe\u009bf", "abcdef"],
    ["an escape sequence cannot act", "\u001b]0;title\u0007\u001b[31mred", "]0;title[31mred"],
    ["overrides of direction go", "a\u202eb\u2066c\u200fd\u061ce", "abcde"],
    ["what shows as nothing goes", "a\u200bb\ufeffc\u2060d", "abcd"],
    ["halves of characters go", "a\ud800b\udc00c", "abc"],
    ["joined emoji stay", "👩‍👩‍👧 ok", "👩‍👩‍👧 ok"],
    ["other scripts stay", "日本語 עברית عربى", "日本語 עברית عربى"],
    ["combining marks stay", "e\u0301", "e\u0301"],
    ["nothing of nothing", "\n\u0007 ", ""]
  ])("%s", (_, text, clean) => assert.strictEqual(cleanText(text), clean))

  it("S82: leaves no character that a terminal obeys, whatever it is given", () => {
    const everything = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join("")
    assert.notMatch(cleanText(everything), /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  })
})

describe("shorten", () => {
  it("keeps what fits exactly", () => {
    assert.strictEqual(shorten("x".repeat(100), 100), "x".repeat(100))
  })

  it("puts an ellipsis in the place of the last character", () => {
    assert.strictEqual(shorten("x".repeat(101), 100), `${"x".repeat(99)}…`)
  })

  it("counts characters, not UTF-16 units", () => {
    assert.strictEqual(shorten("😀".repeat(100), 100), "😀".repeat(100))
    assert.strictEqual(shorten("😀".repeat(101), 100), `${"😀".repeat(99)}…`)
  })

  it("never cuts a joined character in two", () => {
    assert.strictEqual(shorten(`ab${"👩‍👩‍👧".repeat(3)}`, 8), "ab👩‍👩‍👧…")
  })

  it("cuts one character that is endless by itself", () => {
    assert.strictEqual([...shorten(`a${"\u0301".repeat(10_000)}`, 50)].length, 50)
  })

  it("leaves no space before the ellipsis", () => {
    assert.strictEqual(shorten("one two three", 5), "one…")
  })

  it("is quick with much text", () => {
    const started = performance.now()
    cleanText("👩‍👩‍👧\n".repeat(6_000), 500)
    assert.isBelow(performance.now() - started, 500)
  })
})
