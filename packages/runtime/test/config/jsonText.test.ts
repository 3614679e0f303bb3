import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { setJsonMember } from "../../src/config/editJsonText.ts"
import { parseJsonText } from "../../src/config/jsonText.ts"

describe("parseJsonText", () => {
  it.each([
    ["an object", '{"a": 1, "b": [true, null, "x\\n\\u00e9"]}', { a: 1, b: [true, null, "x\né"] }],
    ["numbers", "[0, -1, 1.5e3, -0.25]", [0, -1, 1500, -0.25]],
    [
      "comments and last commas",
      '// top\n{/* one */ "a": [1, 2,], // two\n"b": "// no",\n}',
      { a: [1, 2], b: "// no" }
    ],
    ["a byte order mark and CRLF", '\ufeff{\r\n"a": 1\r\n}\r\n', { a: 1 }],
    ["nothing", " \n", {}],
    ["a key twice: the last one", '{"a": 1, "a": 2}', { a: 2 }]
  ])("reads %s", (_, text, value) => {
    const parsed = parseJsonText(text)
    assert.isTrue(Result.isSuccess(parsed))
    if (Result.isSuccess(parsed)) assert.deepStrictEqual(parsed.success.value, value)
  })

  it("a key __proto__ is a key like any other", () => {
    const parsed = parseJsonText('{"__proto__": {"polluted": 1}}')
    assert.isUndefined(({} as Record<string, unknown>)["polluted"])
    assert.isTrue(Result.isSuccess(parsed) && Object.hasOwn(parsed.success.value as object, "__proto__"))
  })

  it.each([
    ["a missing comma", '{\n  "a": 1\n  "b": 2\n}', 3, 'expected "," or "}", found "\\""'],
    ["a missing brace", '{\n  "a": 1\n', 3, 'the text ends where "," or "}" should be'],
    ["a word", '{"a": tru}', 1, 'expected a value, found "t"'],
    ["a key without quotes", "{\n\n a: 1}", 3, 'expected a key in quotes, found "a"'],
    ["a string without an end", '{"a": "x\n}', 1, "the string does not end"],
    ["two commas", '{"a": 1,,}', 1, 'expected a key in quotes, found ","'],
    ["more after the end", "{}\n{}", 2, 'expected the end, found "{"'],
    ["too many brackets", "[".repeat(100_000), 1, "nested too deeply"]
  ])("names line and reason of %s", (_, text, line, reason) => {
    assert.deepStrictEqual(parseJsonText(text), Result.fail({ line, reason }))
  })
})

const set = (text: string, key: string, value: unknown): string => {
  const parsed = parseJsonText(text)
  if (Result.isFailure(parsed)) throw new Error(parsed.failure.reason)
  const after = setJsonMember(text, parsed.success, key, value)
  const again = parseJsonText(after)
  assert.isTrue(Result.isSuccess(again), after)
  if (Result.isSuccess(again)) assert.deepStrictEqual((again.success.value as Record<string, unknown>)[key], value)
  return after
}

describe("setJsonMember", () => {
  it.each([
    ["replaces a value in place", '{\n\t"a": 1, // one\n\t"b": 2\n}\n', "a", 9, '{\n\t"a": 9, // one\n\t"b": 2\n}\n'],
    ["adds in the same style", '{\n    "a": 1\n}', "b", "x", '{\n    "a": 1,\n    "b": "x"\n}'],
    ["leaves a comment with its line", '{\n  "a": 1 // one\n}\n', "b", 2, '{\n  "a": 1, // one\n  "b": 2\n}\n'],
    ["adds after a last comma", '{\n  "a": 1,\n}', "b", 2, '{\n  "a": 1,\n  "b": 2\n}'],
    ["adds on one line", '{"a": 1}', "b", 2, '{"a": 1, "b": 2}'],
    ["adds on one line with blanks", '{ "a": 1 }', "b", 2, '{ "a": 1, "b": 2 }'],
    ["keeps CRLF", '{\r\n  "a": 1\r\n}\r\n', "b", 2, '{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n'],
    ["fills an empty object", "{}", "a", 1, '{\n  "a": 1\n}'],
    ["starts a file", "", "a", 1, '{\n  "a": 1\n}\n'],
    ["is not misled by a brace in a comment", "// {\n{}\n", "a", 1, '// {\n{\n  "a": 1\n}\n'],
    ["changes the last of two equal keys", '{"a": 1, "a": 2}', "a", 3, '{"a": 1, "a": 3}']
  ])("%s", (_, text, key, value, expected) => {
    assert.strictEqual(set(text, key, value), expected)
  })

  it("writes objects with the file's own indentation", () => {
    assert.strictEqual(set('{\n\t"x": 0\n}', "k", { d: "hide" }), '{\n\t"x": 0,\n\t"k": {\n\t\t"d": "hide"\n\t}\n}')
  })
})
