import { assert, describe, it } from "@effect/vitest"
import { frontKey, nextFront, nothingInFront } from "../../src/agents/paneFront.ts"

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
const searches = (keys: ReadonlyArray<string>) => {
  let front = nothingInFront
  return keys.flatMap((key, index) => {
    const at = 1_000 + index * 100
    front = nextFront(front, key, at)
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
})
