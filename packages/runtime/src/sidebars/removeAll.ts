/** The end of all sidebars: windows get their columns back, in proportion, and nothing of ours stays in tmux. */
import { Effect } from "effect"
import type { Tmux, TmuxCommand, TmuxError } from "../tmux/Tmux.ts"
import type { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { stashOf, takeCensus } from "./census.ts"
import type { SidebarState } from "./SidebarState.ts"
import { Step } from "./Step.ts"
import { carryOut } from "./carryOut.ts"
import { withdrawVisible } from "./visibleOption.ts"

/**
 * First those in windows go to the stash, so that the layouts come right, then all of them end. A window that was zoomed
 * is zoomed again: tmux ends a zoom with any pane that goes.
 */
export const removeAll = Effect.fnUntraced(function* (
  tmux: typeof Tmux.Service,
  topology: typeof TmuxTopology.Service,
  state: SidebarState
): Effect.fn.Return<void, TmuxError> {
  const look = yield* topology.refresh
  const stash = stashOf(look)
  const dressed = takeCensus(state, look).windows.flatMap(({ window, sidebar, content }) =>
    sidebar === null || stash === null || content.length === 0 ? [] : [{ window, sidebar, stash }]
  )
  const zooms = dressed.flatMap(({ window, sidebar }): ReadonlyArray<TmuxCommand> =>
    !window.zoomed || window.activePane === null || window.activePane === sidebar.id
      ? []
      : [["resize-pane", "-Z", "-t", window.activePane]]
  )
  const leaving = dressed.map(({ window, sidebar, stash }) =>
    Step.Stash({ windowId: window.id, home: window.id, paneId: sidebar.id, stash })
  )
  yield* Effect.catchTag(tmux.runAll(zooms), "TmuxCommandFailed", (error) =>
    Effect.logDebug("a zoomed pane was gone already", error)
  )
  yield* carryOut(tmux, "", state, leaving)
  const ending = [...look.panes.values()]
    .filter(({ sidebar }) => sidebar)
    .map(({ id }): TmuxCommand => ["kill-pane", "-t", id])
  // A stash that a command ended would be made again by the connection that lives in it.
  const stashEnds: ReadonlyArray<TmuxCommand> =
    stash === null ? [] : [["set-option", "-t", stash, "destroy-unattached", "on"]]
  yield* tmux
    .runAll([...ending, ...zooms, withdrawVisible, ...stashEnds])
    .pipe(Effect.catchTag("TmuxCommandFailed", (error) => Effect.logDebug("a sidebar was gone already", error)))
})
