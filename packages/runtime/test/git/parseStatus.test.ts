import { assert, describe, it } from "@effect/vitest"
import { parseStatus } from "../../src/git/parseStatus.ts"

const oid = "1234567890123456789012345678901234567890"
const of = (...records: ReadonlyArray<string>): string => records.map((record) => `${record}\0`).join("")
const changed = (path: string): string => `1 .M N... 100644 100644 100644 ${oid} ${oid} ${path}`

describe("parseStatus", () => {
  it("reads branch, upstream and what is ahead and behind", () => {
    const report = parseStatus(
      of(`# branch.oid ${oid}`, "# branch.head main", "# branch.upstream origin/main", "# branch.ab +2 -13")
    )
    assert.deepStrictEqual(report, {
      commit: oid,
      branch: "main",
      upstream: "origin/main",
      ahead: 2,
      behind: 13,
      changedFiles: 0,
      trackedChanges: 0
    })
  })

  it("counts changed, conflicted, renamed and untracked entries once each", () => {
    const report = parseStatus(
      of(
        changed("a"),
        `2 R. N... 100644 100644 100644 ${oid} ${oid} R100 new name`,
        "? this is the former path, not an untracked one",
        `u UU N... 100644 100644 100644 100644 ${oid} ${oid} ${oid} c`,
        "? d/",
        "! ignored"
      )
    )
    assert.deepStrictEqual([report.changedFiles, report.trackedChanges], [4, 3])
  })

  it("S79: a branch called a---b, one with spaces around nothing and one in other letters come through whole", () => {
    for (const branch of ["a---b", "ветка/修正", "x#1", "# branch.oid", "-n", "@"]) {
      assert.strictEqual(parseStatus(of(`# branch.oid ${oid}`, `# branch.head ${branch}`)).branch, branch)
    }
  })

  it("knows no commit before the first one and no branch where HEAD is detached", () => {
    const unborn = parseStatus(of("# branch.oid (initial)", "# branch.head main"))
    assert.deepStrictEqual([unborn.commit, unborn.branch], [null, "main"])
    const detached = parseStatus(of(`# branch.oid ${oid}`, "# branch.head (detached)"))
    assert.deepStrictEqual([detached.commit, detached.branch], [oid, null])
  })

  it("leaves out a record that was cut off, and paths with newlines and tabs are one entry", () => {
    const report = parseStatus(`${changed("one\ntwo\tthree")}\0${changed("cut o")}`)
    assert.strictEqual(report.changedFiles, 1)
  })

  it("takes an upstream without counts (its branch is gone) for level", () => {
    const report = parseStatus(of("# branch.upstream origin/gone", "# branch.future x", "9 unknown"))
    assert.deepStrictEqual(
      [report.upstream, report.ahead, report.behind, report.changedFiles],
      ["origin/gone", 0, 0, 0]
    )
  })
})
