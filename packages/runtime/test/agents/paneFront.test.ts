import { assert, describe, it } from "@effect/vitest"
import { type Front, frontKey, nextFront } from "../../src/agents/paneFront.ts"

const info = (foregroundGroup: number, name = "bash") => ({
  pid: 10,
  ppid: 1,
  foregroundGroup,
  startTime: "1",
  startedAt: null,
  name,
  zombie: false,
  stopped: false
})

/** The times at which a pane is searched that is written to each 100 ms, with these keys one after the other. */
const searches = (keys: ReadonlyArray<string>, below: (index: number) => string = () => "") => {
  let front: Front | null = null
  return keys.flatMap((key, index) => {
    const at = 1_000 + index * 100
    front = nextFront(front, { key, below: below(index) }, at)
    return front.searchedAt === at ? [index * 100] : []
  })
}

describe("what is in front of a pane", () => {
  it("is its foreground job, or its own program", () => {
    const pane = { pid: 10 }
    assert.strictEqual(frontKey(pane, info(10)), "10 bash")
    assert.notStrictEqual(frontKey(pane, info(10)), frontKey(pane, info(10, "aider")))
    assert.strictEqual(frontKey(pane, info(12)), frontKey(pane, info(12)))
    assert.notStrictEqual(frontKey(pane, info(12)), frontKey(pane, info(13)))
  })

  it("is searched when it changes, and less and less while it does not", () => {
    assert.deepStrictEqual(searches(["a", "a", "b", "b"]), [0, 200])
    assert.deepStrictEqual(searches(Array.from({ length: 60 }, () => "a")), [0, 300, 800, 1_800, 3_800])
  })

  it("is searched soon when another process that may be an agent is below it, however long nothing changed", () => {
    const same = Array.from({ length: 140 }, () => "vim")
    assert.deepStrictEqual(searches(same, (index) => (index < 130 ? "" : "77")).slice(-2), [7_800, 13_000])
    // Ever others: no more often than each two seconds.
    assert.deepStrictEqual(searches(same, String).slice(-3), [9_800, 11_800, 13_800])
  })
})
