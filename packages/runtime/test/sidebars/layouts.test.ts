import type { PaneId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { type Side, type WindowNow, withoutSidebar, withSidebar } from "../../src/sidebars/arrangement.ts"
import { share } from "../../src/sidebars/layoutCells.ts"
import { formatLayout, parseLayout } from "../../src/sidebars/layoutTree.ts"
import { checksum } from "../../src/tmux/plainLayout.ts"

// Taken from tmux 3.3a.
const nested = "e1de,200x50,0,0{100x50,0,0,1,99x50,101,0[99x25,101,0,2,99x24,101,26,3]}"
const tiled = "54bc,200x50,0,0[200x24,0,0{99x24,0,0,4,100x24,100,0,1},200x25,0,25{99x25,0,25,2,100x25,100,25,3}]"
const single = "b25d,80x24,0,0,0"

const pane = (id: string) => id as PaneId
const order = (...ids: ReadonlyArray<number>) => ids.map((id) => `%${id}` as PaneId)

/** A layout with its checksum. */
const layout = (body: string) => `${checksum(body)},${body}`

/** A window of tmux's own settings whose first pane is active. */
const now = (body: string, panes: ReadonlyArray<PaneId>): WindowNow => ({
  layout: layout(body),
  order: panes,
  active: panes[0] ?? null,
  zoomedOn: null,
  main: { width: "80", height: "24" }
})

describe("layout strings", () => {
  it.each([nested, tiled, single])("%s is read and written as tmux writes it", (text) => {
    const tree = parseLayout(text)
    assert.isNotNull(tree)
    assert.strictEqual(formatLayout(tree), text)
  })

  it.each([
    "",
    "nonsense",
    "b25d,80x24,0,0",
    "b25d,80x24,0,0,0}",
    "b25d,80x24,0,0{80x24,0,0,1",
    "b25d,80x24,0,0{80x24,0,0,1]",
    "b25d,80x24,0,0<10x10,1,1,4>"
  ])("%j is not understood, and nothing is guessed", (text) => {
    assert.isNull(parseLayout(text))
  })

  it.prop("any text is read or refused, never an exception", [Schema.String], ([text]) => {
    parseLayout(text)
  })
})

describe("sharing columns", () => {
  it.each([
    [[50, 50], 100, [50, 50]],
    [[50, 25, 25], 170, [85, 43, 42]],
    [[100, 1, 1], 10, [8, 1, 1]],
    [[1, 1, 1], 3, [1, 1, 1]],
    [[40, 40], 3, [2, 1]]
  ])("%j shares %d as %j", (sizes, total, expected) => {
    assert.deepStrictEqual(share(sizes, total), expected)
  })

  it("does not share less than one each", () => {
    assert.isNull(share([1, 1, 1], 2))
  })

  it.prop(
    "all that there is, and never nothing",
    [Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 300 }))), Schema.Int],
    ([sizes, more]) => {
      if (sizes.length === 0) return
      const total = sizes.length + (Math.abs(more) % 500)
      const shares = share(sizes, total) ?? []
      assert.strictEqual(
        shares.reduce((a, b) => a + b, 0),
        total
      )
      assert.isTrue(shares.every((size) => size >= 1))
    }
  )
})

describe("a sidebar in its place", () => {
  const beside: ReadonlyArray<[string, string, ReadonlyArray<PaneId>, Side, string]> = [
    [
      "beside one pane",
      "100x30,0,0{26x30,0,0,9,73x30,27,0,1}",
      order(9, 1),
      "left",
      "100x30,0,0{26x30,0,0,9,73x30,27,0,1}"
    ],
    [
      "S27: the pane beside it exited and it has the columns",
      "100x30,0,0{73x30,0,0,9,26x30,74,0,2}",
      order(9, 2),
      "left",
      "100x30,0,0{26x30,0,0,9,73x30,27,0,2}"
    ],
    [
      "S33: after a client grew, the content stays in proportion",
      "200x30,0,0{53x30,0,0,9,97x30,54,0,1,48x30,152,0,2}",
      order(9, 1, 2),
      "left",
      "200x30,0,0{26x30,0,0,9,115x30,27,0,1,57x30,143,0,2}"
    ],
    [
      "on the right",
      "100x30,0,0{50x30,0,0,1,49x30,51,0,9}",
      order(1, 9),
      "right",
      "100x30,0,0{73x30,0,0,1,26x30,74,0,9}"
    ]
  ]
  it.each(beside)("%s", (_name, from, panes, side, expected) => {
    assert.strictEqual(withSidebar(now(from, panes), pane("%9"), { side, columns: 26 })?.layout, layout(expected))
  })

  it("brings the panes into the order of its cells", () => {
    const from = now("100x30,0,0{49x30,0,0,1,50x30,50,0,9}", order(1, 9))
    assert.deepStrictEqual(withSidebar(from, pane("%9"), { side: "left", columns: 26 })?.order, order(9, 1))
  })

  it("does not go where the content would have nothing left", () => {
    const from = now("30x30,0,0{10x30,0,0,9,9x30,11,0,1,9x30,21,0,2}", order(9, 1, 2))
    assert.isNull(withSidebar(from, pane("%9"), { side: "left", columns: 28 }))
  })

  it("is right for a size that the window is about to have", () => {
    const from = now("100x30,0,0{26x30,0,0,9,73x30,27,0,1}", order(9, 1))
    assert.strictEqual(
      withSidebar(from, pane("%9"), { side: "left", columns: 26, size: { width: 180, height: 50 } })?.layout,
      layout("180x50,0,0{26x50,0,0,9,153x50,27,0,1}")
    )
  })
})

describe("what displaces a sidebar is meant for the content, or for nobody", () => {
  const row = "134x40,0,0{26x40,0,0,9,35x40,27,0,1,35x40,63,0,2,35x40,99,0,3}"
  const stack = "134x40,0,0{26x40,0,0,9,107x40,27,0[107x10,27,0,1,107x29,27,11,2]}"
  const displaced = (
    name: string,
    before: string,
    [from, panes]: readonly [string, ReadonlyArray<PaneId>],
    expected: string
  ) => ({ name, before, from, panes, expected })

  it.each([
    displaced(
      "S33: a wide resize takes from several, and gives back to them",
      row,
      ["134x40,0,0{100x40,0,0,9,1x40,101,0,1,1x40,103,0,2,29x40,105,0,3}", order(9, 1, 2, 3)],
      row
    ),
    displaced(
      "S33: a pane that took columns from the sidebar gives no more than those back",
      row,
      ["134x40,0,0{10x40,0,0,9,1x40,11,0,1,83x40,13,0,2,37x40,97,0,3}", order(9, 1, 2, 3)],
      "134x40,0,0{26x40,0,0,9,1x40,27,0,1,67x40,29,0,2,37x40,97,0,3}"
    ),
    displaced(
      "S20: swap-pane with a content pane",
      row,
      ["134x40,0,0{26x40,0,0,2,35x40,27,0,1,35x40,63,0,9,35x40,99,0,3}", order(2, 1, 9, 3)],
      row
    ),
    displaced(
      "S20: swap-pane where all are nearly of one width",
      "120x39,0,0{26x39,0,0,9,31x39,27,0,1,30x39,59,0,2,30x39,90,0,3}",
      ["120x39,0,0{26x39,0,0,2,31x39,27,0,1,30x39,59,0,9,30x39,90,0,3}", order(2, 1, 9, 3)],
      "120x39,0,0{26x39,0,0,9,31x39,27,0,1,30x39,59,0,2,30x39,90,0,3}"
    ),
    displaced(
      "S20: move-pane into a content pane",
      stack,
      ["134x40,0,0[134x10,0,0{66x10,0,0,1,67x10,67,0,9},134x29,0,11,2]", order(1, 9, 2)],
      stack
    ),
    displaced(
      "S20: rotate-window rotates the content",
      row,
      ["134x40,0,0{26x40,0,0,1,35x40,27,0,2,35x40,63,0,3,35x40,99,0,9}", order(1, 2, 3, 9)],
      "134x40,0,0{26x40,0,0,9,35x40,27,0,2,35x40,63,0,3,35x40,99,0,1}"
    ),
    displaced(
      "S20: rotate-window -D rotates the other way",
      row,
      ["134x40,0,0{26x40,0,0,3,35x40,27,0,9,35x40,63,0,1,35x40,99,0,2}", order(3, 9, 1, 2)],
      "134x40,0,0{26x40,0,0,9,35x40,27,0,3,35x40,63,0,1,35x40,99,0,2}"
    ),
    displaced(
      "S20: main-vertical has a content pane for its main pane",
      stack,
      ["134x40,0,0{80x40,0,0,9,53x40,81,0[53x19,81,0,1,53x20,81,20,2]}", order(9, 1, 2)],
      "134x40,0,0{26x40,0,0,9,80x40,27,0,1,26x40,108,0,2}"
    ),
    displaced(
      "S20: main-horizontal, with the option's height",
      row,
      ["134x40,0,0[134x24,0,0,9,134x15,0,25{44x15,0,25,1,44x15,45,25,2,44x15,90,25,3}]", order(9, 1, 2, 3)],
      "134x40,0,0{26x40,0,0,9,107x40,27,0[107x24,27,0,1,107x15,27,25{53x15,27,25,2,53x15,81,25,3}]}"
    ),
    displaced(
      "S20: even-vertical",
      row,
      ["134x40,0,0[134x9,0,0,9,134x9,0,10,1,134x9,0,20,2,134x10,0,30,3]", order(9, 1, 2, 3)],
      "134x40,0,0{26x40,0,0,9,107x40,27,0[107x13,27,0,1,107x13,27,14,2,107x12,27,28,3]}"
    ),
    displaced(
      "S20: tiled tiles the content",
      row,
      ["134x40,0,0[134x19,0,0{66x19,0,0,9,67x19,67,0,1},134x20,0,20{66x20,0,20,2,67x20,67,20,3}]", order(9, 1, 2, 3)],
      "134x40,0,0{26x40,0,0,9,107x40,27,0[107x20,27,0{53x20,27,0,1,53x20,81,0,2},107x19,27,21,3]}"
    )
  ])("$name", ({ before, from, panes, expected }) => {
    const settled = { layout: layout(before), active: pane("%2") }
    const wanted = { side: "left", columns: 26, settled } as const
    assert.strictEqual(withSidebar(now(from, panes), pane("%9"), wanted)?.layout, layout(expected))
  })
})

describe("a window without its sidebar", () => {
  it.each([
    ["100x30,0,0{26x30,0,0,9,73x30,27,0,1}", order(9, 1), "100x30,0,0,1"],
    ["100x30,0,0{26x30,0,0,9,36x30,27,0,1,36x30,64,0,2}", order(9, 1, 2), "100x30,0,0{50x30,0,0,1,49x30,51,0,2}"],
    [
      "100x30,0,0{26x30,0,0,9,73x30,27,0[73x15,27,0,1,73x14,27,16,2]}",
      order(9, 1, 2),
      "100x30,0,0[100x15,0,0,1,100x14,0,16,2]"
    ]
  ])("%s", (from, panes, expected) => {
    assert.strictEqual(withoutSidebar({ layout: layout(from), order: panes }, pane("%9"))?.layout, layout(expected))
  })

  it("has no layout when nothing but the sidebar is in it", () => {
    assert.isNull(withoutSidebar({ layout: layout("100x30,0,0,9"), order: order(9) }, pane("%9")))
  })
})
