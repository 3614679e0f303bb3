import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { parseBootTime, parseProcessStat } from "../../src/processes/processStat.ts"

const rest = "S 9426 24807 24807 34851 24807 4194304 5051 0 0 0 12 3 0 0 20 0 9 0 248293 1 2 3"

describe("parseProcessStat", () => {
  it("reads parent, foreground group and start time", () => {
    assert.deepStrictEqual(parseProcessStat(`24807 (claude) ${rest}\n`, 1_000_000), {
      pid: 24807,
      ppid: 9426,
      foregroundGroup: 24807,
      startTime: "248293",
      startedAt: 1_000_000 + 2_482_930,
      name: "claude",
      zombie: false,
      stopped: false
    })
  })

  it.each(["tmux: server", "a) S 1 (b", ")", "((", "with\nnewline"])("a name may hold anything: %s", (name) => {
    assert.strictEqual(parseProcessStat(`7 (${name}) ${rest}`, null)?.name, name)
    assert.strictEqual(parseProcessStat(`7 (${name}) ${rest}`, null)?.ppid, 9426)
  })

  it("a process that Ctrl-Z stopped is stopped", () => {
    assert.isTrue(parseProcessStat(`7 (sh) ${rest.replace("S", "T")}`, null)?.stopped)
    assert.isFalse(parseProcessStat(`7 (sh) ${rest}`, null)?.stopped)
  })

  it("a process that only waits to be collected is a zombie", () => {
    assert.isTrue(parseProcessStat(`7 (sh) ${rest.replace("S", "Z")}`, null)?.zombie)
  })

  it.each(["", "7", "7 (sh)", "7 sh S 1", "(sh) S 1 2", `x (sh) ${rest}`, "7 (sh) S 1 2 3 4 5"])(
    "nothing from %j",
    (text) => {
      assert.isNull(parseProcessStat(text, null))
    }
  )

  it("finds when the system was booted", () => {
    assert.strictEqual(parseBootTime("cpu 1 2\nbtime 1795344000\nprocesses 7\n"), 1_795_344_000_000)
    assert.isNull(parseBootTime("cpu 1 2\n"))
  })

  it.prop("never throws", [Schema.String], ([text]) => {
    parseProcessStat(text, null)
  })
})
