import type { PaneId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { type WindowNow, withSidebar } from "../../src/sidebars/arrangement.ts"
import { checksum } from "../../src/tmux/plainLayout.ts"

const pane = (id: string) => id as PaneId
const order = (...ids: ReadonlyArray<number>) => ids.map((id) => `%${id}` as PaneId)

/** A layout with its checksum. */
const layout = (body: string) => `${checksum(body)},${body}`

const now = (body: string, panes: ReadonlyArray<PaneId>, active: string): WindowNow => ({
  layout: layout(body),
  order: panes,
  active: pane(active),
  zoomedOn: null,
  main: { width: "80", height: "24" }
})

const row = "134x40,0,0{26x40,0,0,9,35x40,27,0,1,35x40,63,0,2,35x40,99,0,3}"
const stack = "134x40,0,0{26x40,0,0,9,107x40,27,0[107x10,27,0,1,107x29,27,11,2]}"

describe("the focus after what displaced a sidebar", () => {
  it.each([
    ["a rotation moves the panes under the focus", "%2", order(1, 2, 3, 9), "%3", "%3"],
    ["and not from the last pane onto the sidebar", "%3", order(1, 2, 3, 9), "%9", "%1"],
    ["nor from the sidebar", "%9", order(1, 2, 3, 9), "%1", "%9"],
    ["an exchange with the sidebar moves nothing", "%1", order(1, 9, 2, 3), "%9", "%1"]
  ] as const)("S20: %s", (_name, had, panes, has, expected) => {
    const cells = `134x40,0,0{26x40,0,0,${panes.map((one) => one.slice(1)).join("|")}}`
      .replace("|", ",35x40,27,0,")
      .replace("|", ",35x40,63,0,")
      .replace("|", ",35x40,99,0,")
    const settled = { layout: layout(row), active: pane(had) }
    const arranged = withSidebar(now(cells, panes, has), pane("%9"), {
      side: "left",
      columns: 26,
      settled
    })
    assert.strictEqual(arranged?.active ?? has, expected)
  })

  const rotated = "134x40,0,0{26x40,0,0,1,35x40,27,0,2,35x40,63,0,3,35x40,99,0,9}"
  const wide = "134x40,0,0{60x40,0,0,9,23x40,61,0,1,23x40,85,0,2,25x40,109,0,3}"
  it.each([
    ["takes no focus along where more than that was changed", rotated, "%2", "%2"],
    ["nor where the pane that had it is gone", rotated, "%7", "%1"],
    ["nor where it was never seen in its place", rotated, null, "%1"],
    ["keeps a focus that it had", rotated, "%9", "%9"],
    ["keeps the focus at its edge, where a person gave it", wide, "%2", "%9"]
  ] as const)("S1, S20: a sidebar that is moved %s", (_name, from, had, expected) => {
    const settled = had === null ? undefined : { layout: layout(stack), active: pane(had) }
    const panes = from === rotated ? order(1, 2, 3, 9) : order(9, 1, 2, 3)
    const wanted = { side: "left", columns: 26, settled } as const
    const arranged = withSidebar(now(from, panes, "%9"), pane("%9"), wanted)
    assert.strictEqual(arranged?.active ?? "%9", expected)
  })
})
