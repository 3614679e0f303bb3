import { PaneId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import type { AgentPane } from "../../src/agents/AgentPane.ts"
import { paneChange, withChange } from "../../src/plugins/process/paneChanges.ts"

const pane = (id: number, title = ""): AgentPane => ({
  paneId: PaneId.make(`%${id}`),
  pid: id,
  tty: "",
  title,
  command: "sh",
  path: "/"
})

const panes = (...all: ReadonlyArray<AgentPane>) => new Map(all.map((one) => [one.paneId, one]))

describe("panes on the way to another process", () => {
  const [one, two, three] = [pane(1), pane(2), pane(3)]

  it("are all told first, and then what is new, other or gone", () => {
    const before = panes(one, two)
    assert.deepStrictEqual(paneChange(new Map(), before), { now: [one, two], gone: [] })
    const retitled = pane(2, "works")
    assert.deepStrictEqual(paneChange(before, panes(retitled, three)), { now: [retitled, three], gone: [one.paneId] })
    assert.deepStrictEqual(paneChange(before, before), { now: [], gone: [] })
  })

  it("arrive as they were, and what did not change is the same object", () => {
    const before = panes(one, two)
    const now = panes(one, pane(2, "works"), three)
    const arrived = withChange(before, paneChange(before, now))
    assert.deepStrictEqual(arrived, now)
    assert.strictEqual(arrived.get(one.paneId), one)
  })
})
