/** A border that is dragged takes all its columns from the pane beside it; the content is to keep its proportions. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import type { Tmux, TmuxError } from "../tmux/Tmux.ts"
import { type Side, withSidebar } from "./arrangement.ts"
import { type Cell, parseLayout } from "./layoutTree.ts"
import type { Drag, LayoutPair } from "./SidebarState.ts"
import { arrangeCommands, askWindow, parseWindowNow } from "./stepCommands.ts"

type TmuxService = typeof Tmux.Service

const widthOf = (cell: Cell | null, pane: PaneId): number | null => {
  if (cell === null) return null
  if (cell.kind === "pane") return cell.paneId === pane ? cell.width : null
  return cell.cells.map((one) => widthOf(one, pane)).find((width) => width !== null) ?? null
}

/**
 * Shares what is left beside a sidebar of this width as it was shared before the drag, and gives the window's layout after
 * that; null where nothing was to be done.
 */
export const shareAgain = Effect.fnUntraced(function* (
  tmux: TmuxService,
  { before, sidebar, width, window }: Drag,
  side: Side
): Effect.fn.Return<string | null, TmuxError> {
  const now = parseWindowNow(yield* tmux.run(askWindow(window)))
  // Another layout would take the border away from under a mouse that has moved on.
  const isStill = widthOf(parseLayout(now.layout), sidebar) === width
  if (before === undefined || now.zoomedOn !== null || !isStill) return null
  const to = withSidebar({ ...now, layout: before.layout }, sidebar, { side, columns: width, settled: before })
  if (to === null || to.layout === now.layout) return null
  const answers = yield* tmux.runAll([
    ...arrangeCommands(window, now, { ...to, active: now.active }),
    askWindow(window)
  ])
  return parseWindowNow(answers.at(-1)).layout
})

/** The exact way back is known still, if it was before the drag. */
export const pairAfterDrag = (pair: LayoutPair | undefined, { before }: Drag, dressed: string): LayoutPair | null =>
  pair !== undefined && pair.dressed === before?.layout ? { bare: pair.bare, dressed } : null
