/** The end of all sidebars: windows get their columns back, in proportion, and nothing of ours stays in tmux. */
import { Effect } from "effect"
import type { Tmux, TmuxCommand, TmuxError, TmuxGone } from "../tmux/Tmux.ts"
import { withdrawSpawn } from "../tmux/dressNewWindow.ts"
import { withdrawPlace } from "../tmux/keepWidth.ts"
import type { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { carryOut, memoryOf } from "./carryOut.ts"
import { stashOf, takeCensus } from "./census.ts"
import type { SidebarState } from "./SidebarState.ts"
import { Step } from "./Step.ts"
import { askWindow, layoutCommands, parseWindowNow } from "./stepCommands.ts"
import { withdrawVisible } from "./visibleOption.ts"

type TmuxService = typeof Tmux.Service
type Stash = Extract<Step, { _tag: "Stash" }>

/** What has gone already needs no ending. */
const ifThere = <A>(effect: Effect.Effect<A, TmuxError>): Effect.Effect<void, TmuxGone> =>
  effect.pipe(
    Effect.asVoid,
    Effect.catchTag("TmuxCommandFailed", (error) => Effect.logDebug("a sidebar was gone already", error))
  )

/** Behind a zoomed pane: the zoom ends and begins again in one write, which nobody sees. */
const stashBehindZoom = Effect.fnUntraced(function* (tmux: TmuxService, state: SidebarState, step: Stash) {
  const now = parseWindowNow(yield* tmux.run(askWindow(step.windowId)))
  const again: ReadonlyArray<TmuxCommand> =
    now.zoomedOn === null || now.zoomedOn === step.paneId ? [] : [["resize-pane", "-Z", "-t", now.zoomedOn]]
  yield* tmux.runAll([...layoutCommands(step, now, memoryOf(state, step.windowId)), ...again])
})

/** First those in windows go to the stash, so that the layouts come right, then all of them end. */
export const removeAll = Effect.fnUntraced(function* (
  tmux: TmuxService,
  topology: typeof TmuxTopology.Service,
  state: SidebarState
): Effect.fn.Return<void, TmuxError> {
  const look = yield* topology.refresh
  const stash = stashOf(look)
  const leaving = takeCensus(state, look).windows.flatMap(({ window, sidebar, content }) =>
    sidebar === null || stash === null || content.length === 0
      ? []
      : [Step.Stash({ windowId: window.id, home: window.id, paneId: sidebar.id, stash })]
  )
  const isZoomed = ({ windowId }: Stash) => look.windows.get(windowId)?.zoomed === true
  yield* carryOut(
    tmux,
    "",
    state,
    leaving.filter((step) => !isZoomed(step))
  )
  for (const step of leaving.filter(isZoomed)) yield* ifThere(stashBehindZoom(tmux, state, step))
  const ending = [...look.panes.values()]
    .filter(({ sidebar }) => sidebar)
    .map(({ id }): TmuxCommand => ["kill-pane", "-t", id])
  // A stash that a command ended would be made again by the connection that lives in it.
  const stashEnds: ReadonlyArray<TmuxCommand> =
    stash === null ? [] : [["set-option", "-t", stash, "destroy-unattached", "on"]]
  yield* ifThere(
    tmux.runAll([...ending, withdrawVisible, withdrawSpawn, ...withdrawPlace(look.windows.keys()), ...stashEnds])
  )
})
