import { assert, describe, it } from "@effect/vitest"
import { notifyTarget, objectionToHooks } from "@opensessions/runtime/integrations/install/notifyTarget"
import { tomlStatements } from "@opensessions/runtime/integrations/install/tomlStatements"
import { Result } from "effect"

const target = notifyTarget("/config.toml", ["sh", "/my dir/hook.sh", "codex"])

const config = `# mine
model = "gpt-5" # why
notes = """
notify = ["not this"]
[hooks]
"""
[projects."/home/me/a.b"]
trust_level = "trusted"
[[profiles.x]]
list = [
  1, # one
  { a = 'b', "c d" = 1979-05-27 07:32:00Z },
]
`

describe("notify in config.toml", () => {
  it.each([null, "", "# only a comment", config, config.replaceAll("\n", "\r\n"), "\ufeffa = 1\n"])(
    "is added above everything, and leaves without a trace: %#",
    (text) => {
      const after = Result.getOrThrow(target.add(text))
      assert.isTrue(after.endsWith((text ?? "").replace("\ufeff", "")))
      assert.strictEqual(after.lastIndexOf("\ufeff"), (text ?? "").indexOf("\ufeff"))
      assert.deepStrictEqual(target.standing(after), { _tag: "Installed" })
      assert.strictEqual(target.remove(after), text === "" ? null : text)
    }
  )

  it("is a value of the root, whatever tables follow", () => {
    const statements = Result.getOrThrow(tomlStatements(Result.getOrThrow(target.add(config))))
    assert.deepStrictEqual(statements[0]?.key, ["notify"])
  })

  it.each([
    ['notify = ["mine"]\n', "it has a notify of its own, which stays as it is"],
    ['a = 1\n"notify" = []\n', "it has a notify of its own, which stays as it is"],
    ["a = \n", "line 1: expected a value"],
    ["[table\n", 'line 1: expected "]"'],
    ["a = 1\nb = 2 c = 3\n", "line 2: expected the end of the line"]
  ])("is refused by %j", (text, reason) => {
    assert.deepStrictEqual(target.standing(text), { _tag: "Foreign", reason })
    assert.deepStrictEqual(target.add(text), Result.fail(reason))
    assert.strictEqual(target.remove(text), text)
  })

  it("may be a key of a table, which is another one", () =>
    assert.deepStrictEqual(target.standing('[tui]\nnotify = ["x"]\n'), { _tag: "Absent" }))

  it("with another program is outdated", () => {
    const other = notifyTarget("/config.toml", ["sh", "/elsewhere"])
    assert.strictEqual(target.standing(Result.getOrThrow(other.add(config)))._tag, "Outdated")
  })
})

describe("hooks of the user's own in config.toml", () => {
  it.each([
    [config, false],
    ['[hooks.state."/x"]\ntrusted = true\n', false],
    ['[[hooks.Stop]]\n[[hooks.Stop.hooks]]\ncommand = "x"\n', true],
    ["hooks.Stop = []\n", true],
    ["broken", true]
  ])("are seen in %j: %s", (text, expected) => assert.strictEqual(objectionToHooks(text) !== null, expected))
})
