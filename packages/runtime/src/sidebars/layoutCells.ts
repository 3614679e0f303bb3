/** Cutting and scaling layout trees. Sizes stay in proportion, as a person set them. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { Box, Cell, SplitCell } from "./layoutTree.ts"

/** The panes of a layout in its order. */
export const panesOf = (cell: Cell): ReadonlyArray<PaneId> =>
  cell.kind === "pane" ? [cell.paneId] : cell.cells.flatMap(panesOf)

/**
 * Shares `total` in proportion to `sizes`, at least 1 each; what rounding leaves goes to the largest remainders.
 * Null where there is not enough.
 */
export const share = (sizes: ReadonlyArray<number>, total: number): ReadonlyArray<number> | null => {
  if (total < sizes.length) return null
  const sum = sizes.reduce((a, b) => a + b, 0)
  const exact = sizes.map((size) => (sum === 0 ? total / sizes.length : (size * total) / sum))
  const shares = exact.map((size) => Math.max(1, Math.floor(size)))
  const byNeed = exact.map((size, i) => ({ i, rest: size - (shares[i] ?? 0) })).sort((a, b) => b.rest - a.rest)
  let left = total - shares.reduce((a, b) => a + b, 0)
  for (let turn = 0; left !== 0; turn++) {
    const { i } = (left > 0 ? byNeed[turn % byNeed.length] : byNeed.at(-1 - (turn % byNeed.length))) ?? { i: 0 }
    if (left < 0 && (shares[i] ?? 0) <= 1) continue
    shares[i] = (shares[i] ?? 0) + Math.sign(left)
    left -= Math.sign(left)
  }
  return shares
}

/** The cell filling `box`, its children in proportion; null where they don't fit. */
export const fit = (cell: Cell, box: Box): Cell | null => {
  if (box.width < 1 || box.height < 1) return null
  if (cell.kind === "pane") return { ...cell, ...box }
  const row = cell.kind === "row"
  const gaps = cell.cells.length - 1
  const sizes = share(
    cell.cells.map((child) => (row ? child.width : child.height)),
    (row ? box.width : box.height) - gaps
  )
  if (sizes === null) return null
  const cells: Array<Cell> = []
  let offset = 0
  for (const [i, child] of cell.cells.entries()) {
    const size = sizes[i] ?? 0
    const place = row
      ? { width: size, height: box.height, left: box.left + offset, top: box.top }
      : { width: box.width, height: size, left: box.left, top: box.top + offset }
    const fitted = fit(child, place)
    if (fitted === null) return null
    cells.push(fitted)
    offset += size + 1
  }
  return { ...box, kind: cell.kind, cells }
}

/** A split of these cells; cells that are splits of the same kind lose their own level, as in tmux's own trees. */
export const split = (kind: SplitCell["kind"], box: Box, cells: ReadonlyArray<Cell>): Cell | null => {
  const flat = cells.flatMap((cell) => (cell.kind === kind ? cell.cells : [cell]))
  const only = flat[0]
  if (only === undefined) return null
  return flat.length === 1
    ? only
    : { width: box.width, height: box.height, left: box.left, top: box.top, kind, cells: flat }
}

/** The layout without a pane, not yet filling its place; null where no pane is left. */
export const without = (cell: Cell, paneId: PaneId): Cell | null => {
  if (cell.kind === "pane") return cell.paneId === paneId ? null : cell
  const cells = cell.cells.flatMap((child) => without(child, paneId) ?? [])
  return split(cell.kind, cell, cells)
}

/** The same cells with other panes in them. */
export const renamed = (cell: Cell, name: (pane: PaneId) => PaneId): Cell =>
  cell.kind === "pane"
    ? { ...cell, paneId: name(cell.paneId) }
    : { ...cell, cells: cell.cells.map((child) => renamed(child, name)) }

/** Which panes are beside, above and below one another, whatever their sizes. */
export const shapeOf = (cell: Cell): string =>
  cell.kind === "pane" ? cell.paneId : `${cell.kind}(${cell.cells.map(shapeOf).join(" ")})`

const leastWidth = (cell: Cell): number => {
  if (cell.kind === "pane") return 1
  const widths = cell.cells.map(leastWidth)
  return cell.kind === "row" ? widths.reduce((a, b) => a + b, widths.length - 1) : Math.max(...widths)
}

/** The cell without so many columns at one of its sides, as tmux takes them: from the nearest panes first. */
export const narrow = (cell: Cell, by: number, side: "left" | "right"): Cell | null => {
  if (cell.kind === "pane") return cell.width > by ? { ...cell, width: cell.width - by } : null
  if (cell.kind === "column") {
    const cells = cell.cells.flatMap((child) => narrow(child, by, side) ?? [])
    return cells.length === cell.cells.length ? { ...cell, width: cell.width - by, cells } : null
  }
  let left = by
  const take = (child: Cell): Cell => {
    const taken = Math.max(0, Math.min(left, child.width - leastWidth(child)))
    left -= taken
    return (taken === 0 ? null : narrow(child, taken, side)) ?? child
  }
  const cells = side === "left" ? cell.cells.map(take) : cell.cells.toReversed().map(take).toReversed()
  return left > 0 ? null : { ...cell, width: cell.width - by, cells }
}
