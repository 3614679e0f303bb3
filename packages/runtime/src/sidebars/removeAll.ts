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
 * First those in windows go to the stash, so that the layouts come right, then all of them end. A zoomed window keeps
 * its zoom: its sidebar is killed where it is.
 */
export const removeAll = Effect.fnUntraced(function* (
  tmux: typeof Tmux.Service,
  topology: typeof TmuxTopology.Service,
  state: SidebarState
): Effect.fn.Return<void, TmuxError> {
  const look = yield* topology.refresh
  const stash = stashOf(look)
  const leaving = takeCensus(state, look).windows.flatMap(({ window, sidebar, content }) =>
    sidebar === null || stash === null || content.length === 0 || window.zoomed
      ? []
      : [Step.Stash({ windowId: window.id, home: window.id, paneId: sidebar.id, stash })]
  )
  yield* carryOut(tmux, "", state, leaving)
  const ending = [...look.panes.values()]
    .filter(({ sidebar }) => sidebar)
    .map(({ id }): TmuxCommand => ["kill-pane", "-t", id])
  // A stash that a command ended would be made again by the connection that lives in it.
  const stashEnds: ReadonlyArray<TmuxCommand> =
    stash === null ? [] : [["set-option", "-t", stash, "destroy-unattached", "on"]]
  yield* tmux
    .runAll([...ending, withdrawVisible, ...stashEnds])
    .pipe(Effect.catchTag("TmuxCommandFailed", (error) => Effect.logDebug("a sidebar was gone already", error)))
})
