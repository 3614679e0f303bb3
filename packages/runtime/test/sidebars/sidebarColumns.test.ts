import { assert, it } from "@effect/vitest"
import { clampColumns, sidebarColumns } from "../../src/sidebars/sidebarColumns.ts"

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
  assert.strictEqual(sidebarColumns({ width, height }, chosen), expected)
})

it.each([
  [5, 20],
  [26.4, 26],
  [400, 80]
])("a width of %d becomes %d", (asked, expected) => {
  assert.strictEqual(clampColumns(asked), expected)
})
