import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { environmentIn, lineageAmong, parsePsLine } from "../../src/processes/psOutput.ts"

const output = [
  "    1     0     0 Ss   Mon Nov  2 08:00:01 2026 /sbin/launchd",
  "  510     1   512 S    Sun Nov 22 09:10:11 2026 tmux",
  "  511   510   512 Ss   Sun Nov 22 09:10:12 2026 -zsh",
  "  512   511   512 S+   Sun Nov 22 09:11:00 2026 /Applications/Some Tool/claude",
  "  513   512     0 Z    Sun Nov 22 09:11:09 2026 (sh)"
]
const processes = output.flatMap((line) => parsePsLine(line) ?? [])

describe("parsePsLine", () => {
  it("reads a process whose command has a space", () => {
    assert.deepStrictEqual(processes[3], {
      pid: 512,
      ppid: 511,
      foregroundGroup: 512,
      startTime: "Sun Nov 22 09:11:00 2026",
      startedAt: Date.parse("Sun Nov 22 09:11:00 2026"),
      name: "claude",
      zombie: false,
      stopped: false
    })
  })

  it("a process without a terminal has no foreground group", () => {
    assert.strictEqual(processes[0]?.foregroundGroup, -1)
    assert.isTrue(processes[4]?.zombie)
  })

  it("finds the ancestors, nearest first", () => {
    assert.deepStrictEqual(lineageAmong(processes, 512), [512, 511, 510, 1])
    assert.deepStrictEqual(lineageAmong(processes, 99), [])
  })

  it("finds a variable among the words of a command", () => {
    assert.strictEqual(
      environmentIn("claude --continue HOME=/h CLAUDE_CONFIG_DIR=/h/c TERM=x", "CLAUDE_CONFIG_DIR"),
      "/h/c"
    )
    assert.isNull(environmentIn("claude NOT_HOME=/h", "HOME"))
  })

  it.prop("never throws", [Schema.String], ([text]) => {
    parsePsLine(text)
  })
})
