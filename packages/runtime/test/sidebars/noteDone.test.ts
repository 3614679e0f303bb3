import type { PaneId, WindowId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { type Done, noteDone } from "../../src/sidebars/noteDone.ts"
import { initialSidebarState } from "../../src/sidebars/SidebarState.ts"
import { Step } from "../../src/sidebars/Step.ts"
import { checksum } from "../../src/tmux/plainLayout.ts"

const window = "@1" as WindowId
const sidebar = "%9" as PaneId
const layout = (body: string) => `${checksum(body)},${body}`

const row = layout("134x40,0,0{26x40,0,0,9,35x40,27,0,2,35x40,63,0,3,35x40,99,0,1}")
const rotated = layout("134x40,0,0{26x40,0,0,2,35x40,27,0,3,35x40,63,0,1,35x40,99,0,9}")

const arranged = (before: string, after: string): Done => ({
  step: Step.Arrange({
    paneId: sidebar,
    place: { windowId: window, beside: "%2" as PaneId, columns: 26, side: "left", shape: "", layout: before }
  }),
  ok: true,
  before: { layout: before, order: [] },
  after: { layout: after, order: [], active: "%2" as PaneId }
})

describe("what a step leaves", () => {
  it("S20: is what the next change of a person's starts from, however soon it comes", () => {
    const { settled } = noteDone(initialSidebarState, [arranged(rotated, row)])
    assert.deepStrictEqual(settled.get(window), { layout: row, active: "%2" as PaneId })
  })

  it("is no such start where tmux did not put the sidebar into its place", () => {
    assert.strictEqual(noteDone(initialSidebarState, [arranged(row, rotated)]).settled.size, 0)
  })

  it("nor where tmux has put it back again since, from a change that nobody has looked at", () => {
    const again = { ...arranged(rotated, row), isDisplaced: true }
    assert.strictEqual(noteDone(initialSidebarState, [again]).settled.size, 0)
  })

  it("S31: what tmux did not do is not tried again, unless tmux itself had done it before", () => {
    assert.strictEqual(noteDone(initialSidebarState, [arranged(rotated, rotated)]).tried.size, 1)
    const before = { ...arranged(row, row), wasDisplaced: true }
    assert.strictEqual(noteDone(initialSidebarState, [before]).tried.size, 0)
  })
})
