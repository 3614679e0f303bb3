import { assert, describe, it } from "@effect/vitest"
import { newLivePi } from "../../../src/agents/pi/LivePi.ts"
import { edgeOf, pauseOf } from "../../../src/agents/pi/screenLooks.ts"
import { decodeSessionLine } from "../../../src/agents/pi/sessionRecord.ts"
import { emptySession, reduceSession } from "../../../src/agents/pi/sessionState.ts"
import * as lines from "./lines.ts"

const process = {
  pid: 10,
  startTime: "1",
  startedAt: lines.epoch,
  directory: "/work",
  lineage: [10],
  pane: null,
  said: null,
  saidAt: 0
}

const after = (...records: ReadonlyArray<string>) => ({
  ...newLivePi(process, []),
  session: records.map(decodeSessionLine).reduce(reduceSession, emptySession)
})

/** Notice of the write, the look, and what follows from it take less than this. */
const seenWithin = 200

describe("the pause between a look at Pi's screen and the next", () => {
  it.each([
    ["at rest", after()],
    ["while it answers", after(lines.user(0, "go"))],
    ["while its tool runs", after(lines.user(0, "go"), lines.calls(1, 1))],
    ["while it shows a dialog", { ...after(lines.user(0, "go")), screen: shown("waiting") }],
    ["while only the screen tells that it works", { ...after(), screen: shown("running") }]
  ])("%s leaves a dialog unseen for less than a second, however long that lasts", (_, live) => {
    for (const age of [0, 1_000, 5_000, 60_000, 3_600_000])
      assert.isBelow(pauseOf(live, lines.epoch + age) + seenWithin, 1_001)
  })

  it("is shorter when a tool has just been called: extensions ask then", () => {
    const live = after(lines.user(0, "go"), lines.calls(1, 1))
    assert.isBelow(pauseOf(live, lines.epoch + 500), pauseOf(live, lines.epoch + 10_000))
  })
})

describe("a record of Pi's", () => {
  it.each([
    ["a prompt", after(lines.user(0, "go")), null],
    ["a tool that is called", after(lines.user(0, "go"), lines.calls(1, 1)), 80],
    ["a failed answer, which may be tried again", after(lines.user(0, "go"), lines.failure(1, "500")), 200],
    ["the end of a turn", after(lines.user(0, "go"), lines.assistant(1, "stop")), null],
    [
      "a command of the person's that has ended, which the screen alone told of",
      { ...after(lines.user(0, "go"), lines.assistant(1, "stop"), lines.shell(9)), screen: shown("running") },
      80
    ]
  ])("%s asks for a look at its edge where it leaves a doubt", (_, live, wanted) => {
    assert.strictEqual(edgeOf(live), wanted)
  })
})

function shown(status: "waiting" | "running") {
  return { state: { status, reason: null, detail: "" }, at: lines.epoch + 10 }
}
