/** `even-horizontal` without the sidebar: one layout that tmux is told, zoom and focus as they were. */
import type { WindowId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import type { Tmux, TmuxCommand, TmuxError } from "../tmux/Tmux.ts"
import { evenly } from "./arrangement.ts"
import { askSidebar, parseSidebar } from "./holder.ts"
import type { SidebarState } from "./SidebarState.ts"
import { arrangeCommands, askWindow, parseWindowNow } from "./stepCommands.ts"

/** False where the panes have no room side by side. */
export const evenHorizontal = Effect.fnUntraced(function* (
  tmux: typeof Tmux.Service,
  { side }: SidebarState,
  { windowId, columns }: { readonly windowId: WindowId; readonly columns: number }
): Effect.fn.Return<boolean, TmuxError> {
  const [answer, marks = []] = yield* tmux.runAll([askWindow(windowId), askSidebar(windowId)])
  const now = parseWindowNow(answer)
  const to = evenly(now, parseSidebar(marks)?.pane ?? null, { side, columns })
  if (to === null) return false
  const commands = arrangeCommands(windowId, now, to)
  const again: ReadonlyArray<TmuxCommand> =
    now.zoomedOn === null || commands.length === 0 ? [] : [["resize-pane", "-Z", "-t", now.zoomedOn]]
  yield* tmux.runAll([...commands, ...again])
  return true
})
