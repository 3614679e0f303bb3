import { assert, describe, it } from "@effect/vitest"
import { judgeDiagnosis } from "../../src/cli/doctor/checkWatchers.ts"

const polled = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ directory: `/d${i}`, reason: "the limit is reached; raise it" }))
const checks = (count: number) =>
  judgeDiagnosis({ watchers: [], plugins: [], polled: polled(count), unknownTmuxLines: {} }, 0)

describe("directories that can't be watched", () => {
  it("are a problem each, with what to do", () => {
    assert.deepStrictEqual(checks(1), [
      {
        name: "files",
        state: "problem",
        text: "/d0 can't be watched and is looked at every two seconds",
        mend: "the limit is reached; raise it"
      }
    ])
    assert.deepStrictEqual(checks(0), [])
  })

  it("are counted where they are many", () => {
    assert.lengthOf(checks(40), 5)
    assert.include(checks(40).at(-1)?.text ?? "", "and 35 others")
  })
})
