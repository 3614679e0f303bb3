import { assert, describe, it } from "@effect/vitest"
import type { Target } from "@opensessions/runtime/integrations/install/Target"
import { judgeIntegration } from "../../src/cli/doctor/checkIntegrations.ts"
import { changeLines, changeRecord, statusLines, statusRecord } from "../../src/cli/text/integrations.ts"
import { plain } from "../../src/cli/text/paint.ts"

const target = (file: string): Target => ({ file, what: "2 hooks" }) as Target
const hooks = target("/home/me/.codex/hooks.json")
const config = target("/home/me/.codex/config.toml")

const installed = {
  agent: "codex",
  present: true,
  state: "installed",
  files: [
    { target: hooks, standing: { _tag: "Installed" } },
    { target: config, standing: { _tag: "Foreign", reason: "it has a notify of its own" } }
  ]
} as const
const missing = {
  agent: "pi",
  present: false,
  state: "not installed",
  files: [{ target: target("/pi"), standing: { _tag: "Absent" } }]
} as const

describe("what integrate says", () => {
  it("one line an agent, and one for each further file", () =>
    assert.deepStrictEqual(statusLines([installed, missing], "/home/me", plain), [
      "codex          installed      ~/.codex/hooks.json",
      "                              ~/.codex/config.toml (it has a notify of its own)",
      "pi             not here       /pi"
    ]))

  it("each change with its file, then what is left to do", () => {
    const changes = [
      { target: hooks, done: "added", reason: null },
      { target: config, done: "left", reason: "it has a notify of its own" }
    ] as const
    const done = { agent: "codex", changes, note: "asks for trust" }
    assert.deepStrictEqual(changeLines([done], "/home/me", plain), [
      "codex          ~/.codex/hooks.json: 2 hooks added",
      "codex          ~/.codex/config.toml: left as it is, it has a notify of its own",
      "               asks for trust"
    ])
    assert.deepStrictEqual(changeRecord(done).files[0], {
      path: hooks.file,
      what: "2 hooks",
      done: "added",
      reason: null
    })
  })

  it("the same for a program", () =>
    assert.deepStrictEqual(statusRecord(installed), {
      agent: "codex",
      present: true,
      state: "installed",
      files: [
        { path: hooks.file, state: "installed", reason: null },
        { path: config.file, state: "foreign", reason: "it has a notify of its own" }
      ]
    }))

  it("doctor shows only where they are, and finds fault with old ones", () => {
    assert.deepStrictEqual(judgeIntegration(installed), {
      name: "hooks codex",
      state: "fine",
      text: hooks.file,
      mend: null
    })
    assert.strictEqual(judgeIntegration({ ...installed, state: "outdated" }).state, "problem")
    assert.strictEqual(judgeIntegration(missing).state, "note")
  })
})
