import { assert, describe, it } from "@effect/vitest"
import { claudeEvents } from "@opensessions/runtime/integrations/install/claudeEvents"

describe("the hooks that Claude Code is given", () => {
  it.each([
    ["1.0.80", 0, []],
    ["1.0.85", 8, ["SessionEnd"]],
    ["2.0.44", 8, ["Stop"]],
    ["2.0.45", 9, ["PermissionRequest"]],
    ["2.1.77", 9, []],
    ["2.1.197", 12, ["StopFailure", "PostCompact"]],
    ["2.1.330", 12, ["PostToolUseFailure"]],
    ["3.0.0", 12, []],
    [null, 8, ["Stop"]]
  ] as const)("of version %s are %i", (version, count, among) => {
    const events = claudeEvents(version)
    assert.strictEqual(events.length, count)
    for (const event of among) assert.include(events, event)
  })
})
