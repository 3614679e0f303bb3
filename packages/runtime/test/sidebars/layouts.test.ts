import type { PaneId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { type Side, withoutSidebar, withSidebar } from "../../src/sidebars/arrangement.ts"
import { share } from "../../src/sidebars/layoutCells.ts"
import { checksum, formatLayout, parseLayout } from "../../src/sidebars/layoutTree.ts"

// Taken from tmux 3.3a.
const nested = "e1de,200x50,0,0{100x50,0,0,1,99x50,101,0[99x25,101,0,2,99x24,101,26,3]}"
const tiled = "54bc,200x50,0,0[200x24,0,0{99x24,0,0,4,100x24,100,0,1},200x25,0,25{99x25,0,25,2,100x25,100,25,3}]"
const single = "b25d,80x24,0,0,0"

const pane = (id: string) => id as PaneId
const order = (...ids: ReadonlyArray<number>) => ids.map((id) => `%${id}` as PaneId)

/** A layout with its checksum. */
const layout = (body: string) => `${checksum(body)},${body}`

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
      "S20: select-layout tiled put it into a corner",
      "200x50,0,0[200x24,0,0{99x24,0,0,9,100x24,100,0,1},200x25,0,25{99x25,0,25,2,100x25,100,25,3}]",
      order(9, 1, 2, 3),
      "left",
      "200x50,0,0{26x50,0,0,9,173x50,27,0[173x24,27,0,1,173x25,27,25{86x25,27,25,2,86x25,114,25,3}]}"
    ],
    [
      "S20: select-layout even-vertical put it on top",
      "100x30,0,0[100x10,0,0,9,100x9,0,11,1,100x9,0,21,2]",
      order(9, 1, 2),
      "left",
      "100x30,0,0{26x30,0,0,9,73x30,27,0[73x15,27,0,1,73x14,27,16,2]}"
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
    assert.strictEqual(
      withSidebar({ layout: layout(from), order: panes }, pane("%9"), { side, columns: 26 }),
      layout(expected)
    )
  })

  it("is not told to tmux where tmux would fill the cells in another order", () => {
    const from = { layout: layout("100x30,0,0{49x30,0,0,1,50x30,50,0,9}"), order: order(1, 9) }
    assert.isNull(withSidebar(from, pane("%9"), { side: "left", columns: 26 }))
  })

  it("does not go where the content would have nothing left", () => {
    const from = { layout: layout("30x30,0,0{10x30,0,0,9,9x30,11,0,1,9x30,21,0,2}"), order: order(9, 1, 2) }
    assert.isNull(withSidebar(from, pane("%9"), { side: "left", columns: 28 }))
  })

  it("is right for a size that the window is about to have", () => {
    const from = { layout: layout("100x30,0,0{26x30,0,0,9,73x30,27,0,1}"), order: order(9, 1) }
    assert.strictEqual(
      withSidebar(from, pane("%9"), { side: "left", columns: 26, size: { width: 180, height: 50 } }),
      layout("180x50,0,0{26x50,0,0,9,153x50,27,0,1}")
    )
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
    assert.strictEqual(withoutSidebar({ layout: layout(from), order: panes }, pane("%9")), layout(expected))
  })

  it("has no layout when nothing but the sidebar is in it", () => {
    assert.isNull(withoutSidebar({ layout: layout("100x30,0,0,9"), order: order(9) }, pane("%9")))
  })
})
