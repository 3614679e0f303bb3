/** A border that is dragged takes all its columns from the pane beside it; the content is to keep its proportions. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import { quoteCommand } from "../tmux/quoteCommand.ts"
import type { Tmux, TmuxCommand, TmuxError } from "../tmux/Tmux.ts"
import { type Side, withSidebar } from "./arrangement.ts"
import type { Drag, LayoutPair } from "./SidebarState.ts"
import { arrangeCommands, askWindow, parseWindowNow } from "./stepCommands.ts"

type TmuxService = typeof Tmux.Service

/**
 * Does this only if the sidebar still has this width when tmux comes to it: another layout would take the border away from
 * under a mouse that has moved on since, or end a zoom.
 */
const whileWide = (sidebar: PaneId, width: number, commands: ReadonlyArray<TmuxCommand>): TmuxCommand => [
  "if-shell",
  "-F",
  "-t",
  sidebar,
  `#{&&:#{==:#{pane_width},${width}},#{==:#{window_zoomed_flag},0}}`,
  commands.map(quoteCommand).join(" ; ")
]

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
  if (before === undefined || now.zoomedOn !== null) return null
  const to = withSidebar({ ...now, layout: before.layout }, sidebar, { side, columns: width, settled: before })
  if (to === null || to.layout === now.layout) return null
  const commands = arrangeCommands(window, now, { ...to, active: now.active })
  const answers = yield* tmux.runAll([whileWide(sidebar, width, commands), askWindow(window)])
  const after = parseWindowNow(answers.at(-1)).layout
  return after === to.layout ? after : null
})

/** The exact way back is known still, if it was before the drag. */
export const pairAfterDrag = (pair: LayoutPair | undefined, { before }: Drag, dressed: string): LayoutPair | null =>
  pair !== undefined && pair.dressed === before?.layout ? { bare: pair.bare, dressed } : null
