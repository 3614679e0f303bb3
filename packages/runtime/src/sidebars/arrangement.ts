/** Where a sidebar belongs: at one edge, full height, its own width; the rest of the window as a person means it. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { type Intended, intendedContent, type Settled, type Side } from "./intendedContent.ts"
import { fit, panesOf, split, without } from "./layoutCells.ts"
import { type Box, type Cell, formatLayout, parseLayout } from "./layoutTree.ts"
import { evenRow, type MainPane } from "./presetLayout.ts"

export type { Side } from "./intendedContent.ts"

/** What tmux says about a window's layout. */
export interface WindowLayout {
  /** `#{window_layout}`, zoomed or not. */
  readonly layout: string
  /** The panes in tmux's own order: `select-layout` fills the cells in this order, whatever ids they name. */
  readonly order: ReadonlyArray<PaneId>
}

/** A window as it is at the moment of a step. */
export interface WindowNow extends WindowLayout {
  readonly active: PaneId | null
  /** The pane that fills the window now, null where it is not zoomed. */
  readonly zoomedOn: PaneId | null
  readonly main: MainPane
}

/** What to bring a window to: the panes in this order, then the layout, then the focus. */
export interface Arrangement extends WindowLayout {
  /** Null where the focus stays. */
  readonly active: PaneId | null
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** What a sidebar is to be, and how its window was when it last was so. */
export interface Wanted {
  readonly side: Side
  readonly columns: number
  /** Another size than the window has. */
  readonly size?: Size
  readonly settled?: Settled | undefined
}

const whole = (size: Size): Box => ({ width: size.width, height: size.height, left: 0, top: 0 })

const contentBox = ({ width, height }: Size, { side, columns }: Wanted): Box => ({
  width: width - columns - 1,
  height,
  left: side === "left" ? columns + 1 : 0,
  top: 0
})

const beside = (content: Cell, sidebar: PaneId, size: Size, { side, columns }: Wanted): Cell | null => {
  const left = side === "left" ? 0 : size.width - columns
  const own: Cell = { kind: "pane", paneId: sidebar, width: columns, height: size.height, left, top: 0 }
  return split("row", whole(size), side === "left" ? [own, content] : [content, own])
}

const arrangementOf = (tree: Cell | null, active: PaneId | null): Arrangement | null =>
  tree === null ? null : { layout: formatLayout(tree), order: panesOf(tree), active }

/** The layout with the sidebar in its place; null where the panes don't fit. */
export const withSidebar = (now: WindowNow, sidebar: PaneId, wanted: Wanted): Arrangement | null => {
  const tree = parseLayout(now.layout)
  if (tree === null) return null
  const size = wanted.size ?? tree
  const box = contentBox(size, wanted)
  const { settled, side } = wanted
  const { active, main, order } = now
  const intended: Intended | null = intendedContent({ tree, order, active, sidebar, side, main, box, settled })
  const fitted = intended === null ? null : fit(intended.content, box)
  if (intended === null || fitted === null) return null
  return arrangementOf(beside(fitted, sidebar, size, wanted), intended.active)
}

/** The layout of the content alone, over the whole window; null where it is not understood. */
export const withoutSidebar = ({ layout }: WindowLayout, sidebar: PaneId): Arrangement | null => {
  const tree = parseLayout(layout)
  const content = tree === null ? null : without(tree, sidebar)
  return tree === null || content === null ? null : arrangementOf(fit(content, whole(tree)), null)
}

/** The content panes side by side, all of one width; `sidebar`, where there is one, stays as it is at its edge. */
export const evenly = (now: WindowLayout, sidebar: PaneId | null, wanted: Wanted): Arrangement | null => {
  const tree = parseLayout(now.layout)
  if (tree === null) return null
  const content = now.order.filter((pane) => pane !== sidebar)
  const row = evenRow(content, sidebar === null ? whole(tree) : contentBox(tree, wanted))
  if (row === null) return null
  return arrangementOf(sidebar === null ? row : beside(row, sidebar, tree, wanted), null)
}
