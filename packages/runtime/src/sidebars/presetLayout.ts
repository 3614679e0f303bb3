/** tmux's preset layouts (`select-layout tiled` …): which of them a layout is, and the same for some of its panes. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { split } from "./layoutCells.ts"
import type { Box, Cell, SplitCell } from "./layoutTree.ts"

/** The window options that the presets with a main pane go by: cells, or a percentage. */
export interface MainPane {
  readonly width: string
  readonly height: string
}

/** Makes the layout of these panes, in tmux's order, in a box. */
type Preset = (panes: ReadonlyArray<PaneId>, box: Box, main: MainPane) => Cell | null

const leaf =
  (paneId: PaneId) =>
  (box: Box): Cell => ({ kind: "pane", paneId, ...box })

/** Cells side by side or above one another, as even as can be; the first ones take what is left. */
const spread = (kind: SplitCell["kind"], box: Box, makes: ReadonlyArray<(box: Box) => Cell | null>): Cell | null => {
  const total = kind === "row" ? box.width : box.height
  const room = total - (makes.length - 1)
  const each = Math.floor(room / makes.length)
  if (each < 1) return null
  const extra = room % makes.length
  const cells = makes.map((make, i) => {
    const offset = i * (each + 1) + Math.min(i, extra)
    const size = i < extra ? each + 1 : each
    return make(
      kind === "row"
        ? { ...box, width: size, left: box.left + offset }
        : { ...box, height: size, top: box.top + offset }
    )
  })
  return cells.includes(null) ? null : split(kind, box, cells as ReadonlyArray<Cell>)
}

const even =
  (kind: SplitCell["kind"]): Preset =>
  (panes, box) =>
    spread(kind, box, panes.map(leaf))

/** What an option makes of a room; the other panes keep at least one cell. */
const mainSize = (option: string, room: number): number => {
  const size = Number.parseInt(option, 10)
  const wanted = Number.isNaN(size)
    ? Math.floor(room / 2)
    : option.endsWith("%")
      ? Math.floor((room * size) / 100)
      : size
  return Math.max(1, Math.min(wanted, room - 1))
}

/** A main pane, and the others across from it; `mirrored` since tmux 3.5. */
const withMain =
  (kind: SplitCell["kind"], mirrored: boolean): Preset =>
  ([first, ...others], box, main) => {
    if (first === undefined) return null
    if (others.length === 0) return leaf(first)(box)
    const room = (kind === "row" ? box.width : box.height) - 1
    const size = mainSize(kind === "row" ? main.width : main.height, room)
    if (room < 2) return null
    const part = (offset: number, length: number): Box =>
      kind === "row"
        ? { ...box, left: box.left + offset, width: length }
        : { ...box, top: box.top + offset, height: length }
    const own = leaf(first)(part(mirrored ? room - size + 1 : 0, size))
    const rest = spread(kind === "row" ? "column" : "row", part(mirrored ? 0 : size + 1, room - size), others.map(leaf))
    return rest === null ? null : split(kind, box, mirrored ? [rest, own] : [own, rest])
  }

const tiled: Preset = (panes, box) => {
  let rows = 1
  let columns = 1
  while (rows * columns < panes.length) {
    rows += 1
    if (rows * columns < panes.length) columns += 1
  }
  const lines = Array.from({ length: Math.ceil(panes.length / columns) }, (_, i) =>
    panes.slice(i * columns, (i + 1) * columns)
  )
  // A last row that is not full has cells as wide as those above; its last one takes the rest.
  const each = Math.floor((box.width - (columns - 1)) / columns)
  if (each < 1) return null
  const line = (row: ReadonlyArray<PaneId>) => (place: Box) => {
    const cells = row.map((paneId, i) => {
      const left = i * (each + 1)
      return leaf(paneId)({
        ...place,
        left: place.left + left,
        width: i === row.length - 1 ? place.width - left : each
      })
    })
    return split("row", place, cells)
  }
  return spread("column", box, lines.map(line))
}

const presets: ReadonlyArray<Preset> = [
  even("row"),
  even("column"),
  withMain("row", false),
  withMain("column", false),
  tiled,
  withMain("row", true),
  withMain("column", true)
]

/** The content panes side by side, all of one width. */
export const evenRow = (panes: ReadonlyArray<PaneId>, box: Box): Cell | null =>
  even("row")(panes, box, { width: "", height: "" })

/** By how many cells a size may be less or more than expected. */
type Slack = readonly [less: number, more: number]

/** What is left over goes to the first cells, one each, or to the last one. */
const slackOf = ([less, more]: Slack, isLast: boolean, count: number): Slack => [less + 1, more + (isLast ? count : 1)]

const fits = (size: number, expected: number, [less, more]: Slack): boolean =>
  size >= expected - less && size <= expected + more

const near = (one: Cell, other: Cell, width: Slack, height: Slack): boolean => {
  if (!fits(one.width, other.width, width) || !fits(one.height, other.height, height)) return false
  if (one.kind === "pane" || other.kind === "pane")
    return one.kind === "pane" && other.kind === "pane" && one.paneId === other.paneId
  if (one.kind !== other.kind || one.cells.length !== other.cells.length) return false
  return one.cells.every((cell, i) => {
    const along = (slack: Slack) => slackOf(slack, i === one.cells.length - 1, one.cells.length)
    const expected = other.cells[i] ?? cell
    return one.kind === "row" ? near(cell, expected, along(width), height) : near(cell, expected, width, along(height))
  })
}

/**
 * If the layout is one of the presets: the same for `panes` in `box`, else null. Versions of tmux deal out what is left
 * over differently, but never so that a sidebar that is only nearly as wide as the content would be taken for one of it.
 */
export const samePreset = (
  tree: Cell,
  order: ReadonlyArray<PaneId>,
  main: MainPane,
  to: { readonly panes: ReadonlyArray<PaneId>; readonly box: Box }
): Cell | null => {
  const found = presets.find((preset) => {
    const made = preset(order, { width: tree.width, height: tree.height, left: 0, top: 0 }, main)
    return made !== null && near(tree, made, [0, 0], [0, 0])
  })
  return found?.(to.panes, to.box, main) ?? null
}
