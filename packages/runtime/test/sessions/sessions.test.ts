import { assert, describe, it } from "@effect/vitest"
import { SessionId } from "@opensessions/protocol/Ids"
import { chooseDirectories, isPath } from "../../src/sessions/chooseDirectories.ts"
import { fuzzyScore } from "../../src/sessions/fuzzy.ts"
import { movedBy, placedBefore } from "../../src/sessions/reorder.ts"
import { freeName, nameOfDirectory, sessionName } from "../../src/sessions/sessionName.ts"

/** Sessions by letter; a capital is not shown; `p` to `s` are one group. */
const sessions = (letters: string) =>
  [...letters].map((letter, at) => ({
    id: SessionId.make(`$${letter.toLowerCase().charCodeAt(0)}`),
    index: letter === letter.toUpperCase() ? null : at,
    group: /[pqrs]/.test(letter) ? "plane" : null,
    hidden: letter === letter.toUpperCase(),
    letter
  }))
const id = (letter: string) => SessionId.make(`$${letter.toLowerCase().charCodeAt(0)}`)
const letters = (all: ReadonlyArray<{ readonly letter: string }>) => all.map(({ letter }) => letter).join("")

describe("the user's own order", () => {
  it.each([
    ["abcd", "a", 1, "bacd"],
    ["abcd", "d", -1, "abdc"],
    ["abcd", "a", 9, "bcda"],
    ["abcd", "a", -1, "abcd"],
    ["aBcd", "a", 1, "Bcad"],
    ["abC", "a", 1, "baC"],
    ["aBcD", "c", -1, "caBD"],
    ["apqb", "a", 1, "pqab"],
    ["apqb", "b", -1, "abpq"],
    ["apqb", "p", 1, "aqpb"],
    ["apqb", "q", 1, "abpq"],
    ["apqb", "p", -1, "pqab"],
    ["apqb", "p", 2, "abqp"]
  ] as const)("%s with %s moved by %i is %s", (before, letter, by, after) => {
    assert.strictEqual(letters(movedBy(sessions(before), id(letter), by)), after)
  })

  it.each([
    ["abcd", "d", "a", "dabc"],
    ["abcd", "a", "d", "bcad"],
    ["abcd", "a", null, "bcda"],
    ["abcd", "a", "a", "abcd"],
    ["apqb", "b", "q", "abpq"],
    ["apqb", "q", "p", "aqpb"]
  ] as const)("%s with %s placed before %s is %s", (before, letter, other, after) => {
    const target = other === null ? null : id(other)
    assert.strictEqual(letters(placedBefore(sessions(before), id(letter), target)), after)
  })
})

describe("names", () => {
  it.each<[string, string | null]>([
    ["api", "api"],
    ["  my\tnotes\n", "my notes"],
    ["v1.2:main", "v1_2_main"],
    ["\u001b[31mred", "[31mred"],
    ["", null],
    ["_os_stash", null]
  ])("%j becomes %j", (text, name) => {
    assert.strictEqual(sessionName(text), name)
  })

  it("a directory's name is its last part, and a number makes it free", () => {
    assert.strictEqual(nameOfDirectory("/home/me/site.io"), "site_io")
    assert.strictEqual(nameOfDirectory("/"), "root")
    assert.strictEqual(freeName("api", new Set(["api", "api-2"])), "api-3")
  })
})

describe("the search for directories", () => {
  const found = [
    { path: "/home/me/notes", kind: "recent" },
    { path: "/home/me/code/plane", kind: "repository" },
    { path: "/home/me/code/plane-old", kind: "directory" },
    { path: "/home/me/notes", kind: "directory" }
  ] as const
  const paths = (typed: string) => chooseDirectories(found, typed, "/home/me").map(({ path }) => path)

  it.each<[string, ReadonlyArray<string>]>([
    ["", ["/home/me/notes", "/home/me/code/plane", "/home/me/code/plane-old"]],
    ["plane", ["/home/me/code/plane", "/home/me/code/plane-old"]],
    ["plnold", ["/home/me/code/plane-old"]],
    ["code NOT", []],
    ["xyz", []]
  ])("%j gives %j", (typed, expected) => {
    assert.deepStrictEqual(paths(typed), expected)
  })

  it("what fits as a whole goes before letters in their order", () => {
    assert.isAbove(fuzzyScore("api", "code/api")!, fuzzyScore("api", "code/a-pilot")!)
    assert.isNull(fuzzyScore("zz", "api"))
  })

  it.each<[string, boolean]>([
    ["/tmp", true],
    ["~", true],
    ["~/co", true],
    ["./x", true],
    ["..", true],
    ["co/de", false],
    [".config", false]
  ])("%j is a path: %j", (typed, expected) => {
    assert.strictEqual(isPath(typed), expected)
  })
})
