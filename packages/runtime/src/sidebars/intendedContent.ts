/**
 * What a person meant for their own panes by a change that displaced the sidebar: the content is to be as if the sidebar
 * had not taken part in it. Pure.
 */
import type { PaneId } from "@opensessions/protocol/Ids"
import { narrow, panesOf, renamed, shapeOf, without } from "./layoutCells.ts"
import { type Box, type Cell, parseLayout } from "./layoutTree.ts"
import { type MainPane, samePreset } from "./presetLayout.ts"

export type Side = "left" | "right"

/** A window whose sidebar stood in its place, as it was seen last. */
export interface Settled {
  readonly layout: string
  readonly active: PaneId | null
}

/** The change and where the content is to be now. */
export interface Displaced {
  readonly tree: Cell
  /** The panes in tmux's own order. */
  readonly order: ReadonlyArray<PaneId>
  readonly active: PaneId | null
  readonly sidebar: PaneId
  readonly side: Side
  readonly main: MainPane
  readonly box: Box
  readonly settled: Settled | undefined
}

/** The content, and the pane that a person would expect to have the focus; null for the one that has it. */
export interface Intended {
  readonly content: Cell
  readonly active: PaneId | null
}

/** The layout with nobody in its cells. */
const cellsOnly = (cell: Cell): string => JSON.stringify(renamed(cell, () => "%0" as PaneId))

/** How far the panes were rotated (`rotate-window`), the shorter way round; null where they were not. */
const rotation = (before: ReadonlyArray<PaneId>, after: ReadonlyArray<PaneId>): number | null => {
  const by = before.indexOf(after[0] ?? ("" as PaneId))
  if (by < 0 || before.length < 3 || !after.every((pane, i) => pane === before[(i + by) % before.length])) return null
  return by > before.length / 2 ? by - before.length : by
}

/** The panes are in each other's cells: by a rotation, which is meant for the content, or with the sidebar, by mistake. */
const permuted = ({ tree, active, settled }: Displaced, before: Cell, content: Cell): Intended | null => {
  if (cellsOnly(tree) !== cellsOnly(before)) return null
  const [had, has] = [panesOf(before), panesOf(tree)]
  const by = rotation(had, has)
  const focused = active === null ? undefined : had[has.indexOf(active)]
  if (by === null) return { content, active: focused === active ? null : (settled?.active ?? null) }
  const own = panesOf(content)
  const next = new Map(own.map((pane, i) => [pane, own[(i + by + own.length) % own.length] ?? pane]))
  // tmux keeps the focus at its place, not on its pane.
  return {
    content: renamed(content, (pane) => next.get(pane) ?? pane),
    active: focused === undefined ? null : (next.get(focused) ?? focused)
  }
}

/** The columns of a sidebar that stands at its edge in full height; null where it does not. */
export const widthIn = (tree: Cell, { sidebar, side }: Pick<Displaced, "sidebar" | "side">): number | null => {
  const edge = tree.kind === "row" ? (side === "left" ? tree.cells[0] : tree.cells.at(-1)) : undefined
  return edge?.kind === "pane" && edge.paneId === sidebar ? edge.width : null
}

/** The content keeps what it had, but for columns that one of its panes took from the sidebar on purpose. */
const resized = (
  displaced: Displaced,
  before: Cell,
  { content, now }: { readonly content: Cell; readonly now: Cell }
) => {
  const { tree, side, box } = displaced
  const [had, has] = [widthIn(before, displaced), widthIn(tree, displaced)]
  const narrower = had !== null && has !== null && has < had
  return (narrower ? narrow(now, tree.width - 1 - has - box.width, side) : null) ?? content
}

/** Nobody moves the sidebar to type into it: what moved it there took the focus along, by whatever way it came. */
const withFocus = (displaced: Displaced, intended: Intended | null): Intended | null => {
  const { active, order, settled, sidebar, tree } = displaced
  const isMoved = active === sidebar && settled?.active !== sidebar && widthIn(tree, displaced) === null
  if (intended === null || intended.active !== null || !isMoved) return intended
  const content = order.filter((pane) => pane !== sidebar)
  return { ...intended, active: content.find((pane) => pane === settled?.active) ?? content[0] ?? null }
}

/** Null where no content is left. */
export const intendedContent = (displaced: Displaced): Intended | null => withFocus(displaced, contentAfter(displaced))

const contentAfter = (displaced: Displaced): Intended | null => {
  const { tree, order, sidebar, main, box, settled } = displaced
  const now = without(tree, sidebar)
  if (now === null) return null
  const preset = samePreset(tree, order, main, { panes: order.filter((pane) => pane !== sidebar), box })
  if (preset !== null) return { content: preset, active: null }
  const before = settled === undefined ? null : parseLayout(settled.layout)
  const content = before === null ? null : without(before, sidebar)
  if (before === null || content === null) return { content: now, active: null }
  const isResized = before.width !== tree.width || before.height !== tree.height
  // Not as tmux shares another size among panes: several in a row, each put right, would add up.
  if (isResized) return { content: shapeOf(content) === shapeOf(now) ? content : now, active: null }
  const swapped = permuted(displaced, before, content)
  if (swapped !== null) return swapped
  if (shapeOf(content) !== shapeOf(now)) return { content: now, active: null }
  // Who moves the sidebar elsewhere takes the focus along, unless told not to.
  const moved = shapeOf(before) !== shapeOf(tree) && displaced.active === sidebar
  return { content: resized(displaced, before, { content, now }), active: moved ? (settled?.active ?? null) : null }
}
