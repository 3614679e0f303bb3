/** Where a sidebar belongs: at one edge, full height, its own width; the rest of the window stays in proportion. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { fit, panesOf, split, without } from "./layoutCells.ts"
import { type Box, type Cell, formatLayout, parseLayout } from "./layoutTree.ts"

export type Side = "left" | "right"

/** What tmux says about a window's layout. */
export interface WindowLayout {
  /** `#{window_layout}`, zoomed or not. */
  readonly layout: string
  /** The panes in tmux's own order: `select-layout` fills the cells in this order, whatever ids they name. */
  readonly order: ReadonlyArray<PaneId>
}

export interface Size {
  readonly width: number
  readonly height: number
}

const inOrder = (cell: Cell, order: ReadonlyArray<PaneId>): boolean => {
  const panes = panesOf(cell)
  return panes.length === order.length && panes.every((pane, i) => pane === order[i])
}

const whole = (size: Size): Box => ({ width: size.width, height: size.height, left: 0, top: 0 })

/**
 * The layout with the sidebar in its place, in a window of this size; null where tmux could not be told so: the panes
 * are in another order than the cells would be, or they don't fit.
 */
export const withSidebar = (
  from: WindowLayout,
  sidebar: PaneId,
  wanted: { readonly side: Side; readonly columns: number; readonly size?: Size }
): string | null => {
  const tree = parseLayout(from.layout)
  const content = tree === null ? null : without(tree, sidebar)
  if (tree === null || content === null) return null
  const { width, height } = wanted.size ?? tree
  const { side, columns } = wanted
  const rest = width - columns - 1
  const contentLeft = side === "left" ? columns + 1 : 0
  const fitted = fit(content, { width: rest, height, left: contentLeft, top: 0 })
  const own: Cell = {
    kind: "pane",
    paneId: sidebar,
    width: columns,
    height,
    left: side === "left" ? 0 : rest + 1,
    top: 0
  }
  if (fitted === null) return null
  const arranged = split("row", whole({ width, height }), side === "left" ? [own, fitted] : [fitted, own])
  return arranged !== null && inOrder(arranged, from.order) ? formatLayout(arranged) : null
}

/** The layout of the content alone, over the whole window; null where tmux could not be told so. */
export const withoutSidebar = (from: WindowLayout, sidebar: PaneId): string | null => {
  const tree = parseLayout(from.layout)
  const content = tree === null ? null : without(tree, sidebar)
  if (tree === null || content === null) return null
  const arranged = fit(content, whole(tree))
  const order = from.order.filter((pane) => pane !== sidebar)
  return arranged !== null && inOrder(arranged, order) ? formatLayout(arranged) : null
}
