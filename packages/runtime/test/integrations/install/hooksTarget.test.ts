import { assert, describe, it } from "@effect/vitest"
import { parseJsonText } from "@opensessions/runtime/config/jsonText"
import { hookProgram, hooksTarget } from "@opensessions/runtime/integrations/install/hooksTarget"
import { Result } from "effect"

const groupFor = (event: string) => ({
  ...(event === "PreToolUse" ? { matcher: "*" } : {}),
  hooks: [{ type: "command", command: `sh '/opt${hookProgram}' agent`, timeout: 5 }]
})
const events = ["PreToolUse", "Stop"]
const target = hooksTarget({ file: "/settings.json", events, anyEvents: false, groupFor })

const valueOf = (text: string): unknown => Result.getOrThrow(parseJsonText(text)).value
const added = (text: string | null): string => Result.getOrThrow(target.add(text))

const theirs = { hooks: [{ type: "command", command: "say done" }] }

/** Settings as people have them. */
const settings: ReadonlyArray<readonly [string, string]> = [
  ["an object without hooks", '{\n  "model": "opus",\n  "env": { "A": "1" }\n}\n'],
  ["comments and a trailing comma", '{\n  // mine\n  "model": "opus", // why\n  /* and */ "b": [1, 2,],\n}\n'],
  ["tabs", '{\n\t"model": "opus"\n}'],
  [
    "four spaces and an own event",
    `{\n    "hooks": {\n        "Stop": [\n            ${JSON.stringify(theirs)}\n        ]\n    }\n}\n`
  ],
  ["another event", `{\n  "hooks": {\n    "SessionEnd": [${JSON.stringify(theirs)}]\n  },\n  "z": 1\n}\n`],
  ["one line", '{"model":"opus","hooks":{"Stop":[{"hooks":[]}]}}'],
  ["line ends of Windows", '{\r\n  "model": "opus"\r\n}\r\n'],
  ["a comment at the end of a list", '{\n  "hooks": {\n    "Stop": [\n      { "hooks": [] } // mine\n    ]\n  }\n}\n'],
  ["flags of Gemini among the hooks", '{\n  "hooks": {\n    "enabled": true\n  }\n}\n'],
  ["brackets in strings and comments", '{\n  "a": "}]{[//", // }]\n  "hooks": { /* ] */ }\n}\n']
]

describe("hooks in a settings file", () => {
  it.each(settings)("are added to %s, and all else stays", (_, text) => {
    const after = added(text)
    const before = valueOf(text) as Record<string, Record<string, unknown>>
    const now = valueOf(after) as Record<string, Record<string, unknown>>
    for (const event of events) {
      const former = (before["hooks"]?.[event] ?? []) as ReadonlyArray<unknown>
      assert.deepEqual(now["hooks"]?.[event], [...former, groupFor(event)])
    }
    const others = ({ hooks, ...rest }: Record<string, unknown>) => [Object.entries(rest), Object.keys(hooks ?? {})]
    assert.deepStrictEqual(others(now)[0], others(before)[0])
    assert.deepStrictEqual(target.standing(after), { _tag: "Installed" })
    for (const comment of text.match(/\/\/.*|\/\*.*?\*\//g) ?? []) assert.include(after, comment)
    assert.strictEqual(after.includes("\r\n"), text.includes("\r\n"))
    assert.notMatch(after, /[^\r]\n[^]*\r\n/)
  })

  it.each(settings)("are taken out of %s without a trace", (_, text) => {
    const after = target.remove(added(text)) ?? ""
    // A comma after the last member can't be told from one that was put there; with the record of the edit it can.
    const [empty, trailing] = ['"hooks": { /* ] */ }', /,(?=\n}\n$)/]
    assert.strictEqual(after, text.includes(empty) ? after : text.replace(trailing, ""))
    assert.deepStrictEqual(target.standing(after), { _tag: "Absent" })
  })

  it("are written as the settings are", () =>
    assert.strictEqual(
      added('{\n\t"a": 1\n}\n'),
      `{
\t"a": 1,
\t"hooks": {
\t\t"PreToolUse": [
\t\t\t{
\t\t\t\t"matcher": "*",
\t\t\t\t"hooks": [
\t\t\t\t\t{
\t\t\t\t\t\t"type": "command",
\t\t\t\t\t\t"command": "sh '/opt${hookProgram}' agent",
\t\t\t\t\t\t"timeout": 5
\t\t\t\t\t}
\t\t\t\t]
\t\t\t}
\t\t],
\t\t"Stop": [
\t\t\t{
\t\t\t\t"hooks": [
\t\t\t\t\t{
\t\t\t\t\t\t"type": "command",
\t\t\t\t\t\t"command": "sh '/opt${hookProgram}' agent",
\t\t\t\t\t\t"timeout": 5
\t\t\t\t\t}
\t\t\t\t]
\t\t\t}
\t\t]
\t}
}
`
    ))

  it.each([null, "", "\n", "{}", "{ }\n"])("are added to %j", (text) => {
    const after = added(text)
    assert.deepStrictEqual(target.standing(after), { _tag: "Installed" })
    assert.deepStrictEqual(valueOf(target.remove(after) ?? "{}"), {})
  })

  it.each([
    ['{"hooks": []}', '"hooks" is no object'],
    ['{"hooks": {"Stop": {}}}', '"hooks"."Stop" is no list'],
    ["[]", "it is no JSON object"],
    ['{\n  "a": \n}', 'line 3: expected a value, found "}"']
  ])("are refused by %s", (text, reason) => {
    assert.deepStrictEqual(target.standing(text), { _tag: "Foreign", reason })
    assert.deepStrictEqual(target.add(text), Result.fail(reason))
    assert.strictEqual(target.remove(text), text)
  })

  it("of an older installation are outdated, and leave with what else is in their group staying", () => {
    const old = { type: "command", command: `sh '/former${hookProgram}' agent` }
    const text = JSON.stringify({ hooks: { Stop: [{ hooks: [{ type: "command", command: "mine" }, old] }, theirs] } })
    assert.deepStrictEqual(target.standing(text), { _tag: "Outdated" })
    const rest = valueOf(target.remove(text) ?? "")
    assert.deepEqual(rest, { hooks: { Stop: [{ hooks: [{ type: "command", command: "mine" }] }, theirs] } })
  })

  it("of events that are not wanted any more are outdated, unless the version is not known", () => {
    const text = added(null)
    const fewer = { file: "/settings.json", events: ["Stop"], groupFor }
    assert.strictEqual(hooksTarget({ ...fewer, anyEvents: false }).standing(text)._tag, "Outdated")
    assert.strictEqual(hooksTarget({ ...fewer, anyEvents: true }).standing(text)._tag, "Installed")
  })
})
