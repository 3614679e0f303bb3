import { assert, describe, it } from "@effect/vitest"
import { measureEditText } from "@opentui/core"
import { plainText } from "../../src/view/plainText.ts"
import { cut, cutStart, fit, textWidth, wrap } from "../../src/view/textWidth.ts"
import { mixture, numbers, samples } from "./hostileText.ts"

const methods = ["wcwidth", "unicode"] as const

describe("widths", () => {
  it.each(samples)("%s takes the columns that the renderer gives it", (_name, text, columns) => {
    const plain = plainText(text)
    assert.strictEqual(textWidth(plain), columns)
    for (const widthMethod of methods) assert.strictEqual(measureEditText(plain, { widthMethod }), columns, widthMethod)
  })

  it("every character of the common planes is as wide as the renderer says", () => {
    const wrong: Array<string> = []
    for (let code = 0x20; code < 0x20000; code++) {
      if (code >= 0xd800 && code < 0xe000) continue
      // Scripts of thousands of equal characters: every 17th will do.
      if (code > 0x3400 && code < 0xd800 && code % 17 > 0) continue
      const plain = plainText(String.fromCodePoint(code))
      if (plain === "" || /^\p{M}$/u.test(plain)) continue
      if (measureEditText(plain, { widthMethod: "wcwidth" }) !== textWidth(plain)) wrong.push(code.toString(16))
    }
    assert.deepStrictEqual(wrong, [])
  })

  it("mixtures are as wide as the renderer says", () => {
    const next = numbers(7)
    for (let round = 0; round < 500; round++) {
      const plain = plainText(mixture(next))
      for (const widthMethod of methods) {
        assert.strictEqual(measureEditText(plain, { widthMethod }), textWidth(plain), JSON.stringify(plain))
      }
    }
  })
})

describe("plain text (S82)", () => {
  it("holds nothing that moves the cursor or turns the direction", () => {
    const next = numbers(11)
    for (let round = 0; round < 500; round++) {
      assert.notMatch(plainText(mixture(next)), /[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069]/u)
    }
  })

  it("stays as it is when it is plain already", () => {
    const next = numbers(13)
    for (let round = 0; round < 500; round++) {
      const plain = plainText(mixture(next))
      assert.strictEqual(plainText(plain), plain)
    }
  })

  it.each([
    ["a\tb\r\nc", "a b c"],
    ["\x1b]0;title\x07x", "�]0;title�x"],
    ["👩🏽\u200d💻 works", "👩 works"],
    ["user\u202egnp.exe", "usergnp.exe"],
    ["🇩🇪 and 🇫", "DE and F"]
  ])("%j becomes %j", (text, plain) => {
    assert.strictEqual(plainText(text), plain)
  })
})

describe("cutting", () => {
  it.each([
    ["feat/databases", 14, "feat/databases"],
    ["feat/databases", 10, "feat/data…"],
    ["漢字漢字", 8, "漢字漢字"],
    ["漢字漢字", 7, "漢字漢…"],
    ["漢字漢字", 6, "漢字…"],
    ["漢字", 1, "…"],
    ["éé", 1, "…"],
    ["x", 0, ""]
  ])("%j in %i columns is %j", (text, columns, expected) => {
    assert.strictEqual(cut(text, columns), expected)
  })

  it.each([
    ["/home/me/code/api", 10, "…/code/api"],
    ["/漢字/漢字", 5, "…漢字"],
    ["/漢字/漢字", 6, "…/漢字"],
    ["/a", 9, "/a"]
  ])("the end of %j in %i columns is %j", (text, columns, expected) => {
    assert.strictEqual(cutStart(text, columns), expected)
  })

  it("never gives more columns than asked for, and fills to exactly as many", () => {
    const next = numbers(17)
    for (let round = 0; round < 1000; round++) {
      const plain = plainText(mixture(next))
      const columns = next(30)
      assert.isAtMost(textWidth(cut(plain, columns)), columns)
      assert.isAtMost(textWidth(cutStart(plain, columns)), columns)
      assert.strictEqual(textWidth(fit(plain, columns)), columns)
      for (const line of wrap(plain, columns, 3)) assert.isAtMost(textWidth(line), columns)
      assert.isAtMost(wrap(plain, columns, 3).length, 3)
    }
  })

  it("breaks lines at blanks and says when something is missing", () => {
    assert.deepStrictEqual(wrap("make the redirect work again", 12, 3), ["make the", "redirect", "work again"])
    assert.deepStrictEqual(wrap("make the redirect work again", 12, 2), ["make the", "redirect wo…"])
    assert.deepStrictEqual(wrap("averyveryverylongword and", 8, 2), ["averyve…", "and"])
  })
})
