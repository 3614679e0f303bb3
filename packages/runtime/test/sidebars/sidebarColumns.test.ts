import { assert, it } from "@effect/vitest"
import { abreast, clampColumns, sidebarColumns } from "../../src/sidebars/sidebarColumns.ts"

it.each([
  [200, 50, 26, 26],
  [80, 24, 26, 26],
  [80, 24, 40, 40],
  [80, 24, 80, 49],
  [57, 24, 26, 26],
  [56, 24, 26, null],
  [57, 24, 80, 26],
  [51, 24, 20, 20],
  [50, 24, 20, null],
  [200, 4, 26, 26],
  [200, 3, 26, null]
])("a window of %d by %d shows a sidebar of %d columns with %s", (width, height, chosen, expected) => {
  assert.strictEqual(sidebarColumns({ width, height }, 1, chosen), expected)
})

it.each([
  [5, 20],
  [26.4, 26],
  [400, 80]
])("a width of %d becomes %d", (asked, expected) => {
  assert.strictEqual(clampColumns(asked), expected)
})

it.each([
  [1, 26],
  [5, 26],
  [6, 26],
  [7, null]
])("with %d panes side by side a window of 80 columns shows %s", (panes, expected) => {
  assert.strictEqual(sidebarColumns({ width: 80, height: 24 }, panes, 26), expected)
})

it.each([
  ["one pane", [[0, 30]], 1],
  [
    "one above another",
    [
      [0, 15],
      [16, 14]
    ],
    1
  ],
  [
    "two and one below",
    [
      [0, 15],
      [0, 15],
      [16, 14]
    ],
    2
  ],
  [
    "one beside three in a column",
    [
      [0, 30],
      [0, 9],
      [10, 9],
      [20, 10]
    ],
    2
  ],
  ["nothing", [], 0]
] as const)("abreast: %s", (_name, panes, expected) => {
  assert.strictEqual(abreast(panes.map(([top, height]) => ({ top, height }))), expected)
})
