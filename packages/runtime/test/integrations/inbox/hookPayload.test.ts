import { assert, describe, it } from "@effect/vitest"
import { hookPayload } from "@opensessions/runtime/integrations/inbox/hookPayload"
import { parseSender } from "@opensessions/runtime/integrations/inbox/HookCall"
import { Effect, Schema } from "effect"

const whole = JSON.stringify({
  session_id: 'a"b\\',
  effort: { level: "medium", list: [1, { "}": "]" }] },
  hook_event_name: "PostToolUse",
  ok: true,
  tool_response: { stdout: "x".repeat(200) }
})

describe("a hook's payload", () => {
  it("is read whole", () => assert.strictEqual(hookPayload(whole)?.["ok"], true))

  it("is read up to the member in which it was cut", () => {
    const cut = hookPayload(whole.slice(0, -50))
    assert.deepStrictEqual(Object.keys(cut ?? {}), ["session_id", "effort", "hook_event_name", "ok"])
    assert.strictEqual(cut?.["session_id"], 'a"b\\')
  })

  it("has the members before any cut, and never others", () => {
    const members = Object.entries(JSON.parse(whole) as object)
    for (let length = 0; length <= whole.length; length++) {
      const found = Object.entries(hookPayload(whole.slice(0, length)) ?? {})
      assert.deepStrictEqual(found, members.slice(0, found.length))
    }
  })

  it.each(["", "null", "[1]", "{", "text", '{"a', '{"a":'])("is none in %j", (text) =>
    assert.strictEqual(hookPayload(text), null)
  )

  it.effect.prop("never throws, whatever comes", [Schema.String], ([text]) =>
    Effect.sync(() => void hookPayload(`{"a":1,${text}`))
  )
})

describe("the name of a call", () => {
  it.each([
    ["77,claude-code,%3,12,11", { payload: "77.json", agent: "claude-code", paneId: "%3", pids: [12, 11] }],
    ["77-2,pi,,12,", { payload: "77-2.json", agent: "pi", paneId: null, pids: [12] }],
    ["77,codex,%3,12,1", { payload: "77.json", agent: "codex", paneId: "%3", pids: [12] }],
    ["77.json", null],
    ["owner", null],
    ["../7,pi,,1,", null],
    ["7,Pi,,1,", null],
    ["7,pi,3,1,", null]
  ])("%s", (name, expected) => assert.deepEqual(parseSender(name), expected as never))
})
