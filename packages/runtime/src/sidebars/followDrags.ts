/** Makes a drag of a sidebar's own border the width of all sidebars, and remembers it as if it had been set. */
import type { PaneId, WindowId } from "@opensessions/protocol/Ids"
import { Clock, Effect, FiberHandle, Stream } from "effect"
import { letGo, listHeld } from "../tmux/keepWidth.ts"
import type { Tmux } from "../tmux/Tmux.ts"
import type { Topology } from "../tmux/Topology.ts"
import type { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { dragRing } from "../tmux/topologyRings.ts"
import { adopted, dragAfter, dragOf, meantMillis } from "./dragging.ts"
import type { Keeper } from "./makeKeeper.ts"
import { pairAfterDrag, shareAgain } from "./shareAgain.ts"
import type { Drag } from "./SidebarState.ts"
import { clampColumns } from "./sidebarColumns.ts"

export interface DragOptions {
  readonly tmux: typeof Tmux.Service
  readonly topology: typeof TmuxTopology.Service
  readonly keeper: Keeper
  /** Gives all sidebars the width that is wanted now, and remembers it. */
  readonly choose: (columns: number) => Effect.Effect<void>
}

/** For as long as the scope lasts. */
export const followDrags = Effect.fnUntraced(function* ({ tmux, topology, keeper, choose }: DragOptions) {
  const following = yield* FiberHandle.make()

  const keepProportions = Effect.fnUntraced(function* (drag: Drag) {
    const { side } = yield* keeper.state
    const dressed = yield* keeper.apart(shareAgain(tmux, drag, side))
    yield* keeper.change((state) => {
      const pair = dressed === null ? null : pairAfterDrag(state.layouts.get(drag.window), drag, dressed)
      return pair === null ? state : { ...state, layouts: new Map(state.layouts).set(drag.window, pair) }
    })
  })

  /** tmux keeps the width of the sidebar again in the window of this window or pane, which may be gone. */
  const free = (target: string) => Effect.ignore(tmux.run(letGo(target)))

  /** Until the border was let go. What is beyond the range snaps back then. */
  const adopt = Effect.fnUntraced(function* (window: WindowId) {
    while (true) {
      yield* Effect.sleep(meantMillis)
      const now = yield* Clock.currentTimeMillis
      const look = yield* topology.current
      yield* keeper.change((state) => ({ ...state, drag: dragAfter(state.drag, look, now) }))
      const { drag } = yield* keeper.state
      if (drag === null) return yield* Effect.andThen(free(window), keeper.nudge)
      if (!drag.moving || now - drag.at < meantMillis) continue
      const columns = clampColumns(drag.width)
      // In one step: between two of them the sidebar would be put right to its former width.
      yield* keeper.change((state) => ({ ...state, columns, tried: new Map(), drag: adopted(drag, look, now) }))
      yield* choose(columns)
      if (columns === drag.width) yield* Effect.ignore(keepProportions(drag))
      yield* keeper.nudge
    }
  })

  const take = (pane: PaneId) =>
    Effect.fnUntraced(function* (look: Topology) {
      const now = yield* Clock.currentTimeMillis
      yield* keeper.change((state) => ({ ...state, drag: dragOf(state, look, pane, now) }))
    })

  const taken = Effect.fnUntraced(function* (pane: PaneId) {
    const former = (yield* keeper.state).drag
    yield* Effect.flatMap(topology.current, take(pane))
    // tmux tells once that a border is taken. A sidebar that has just come back, or the window's new size, may be missing.
    yield* Effect.ignore(Effect.flatMap(topology.refresh, take(pane)))
    const { drag } = yield* keeper.state
    if (former !== null && former.window !== drag?.window) yield* free(former.window)
    if (drag === null) yield* free(pane)
    else yield* FiberHandle.run(following, adopt(drag.window))
  })

  for (const window of yield* tmux.run(listHeld)) yield* free(window)
  yield* tmux.notifications.pipe(
    Stream.runForEach((notification) =>
      notification._tag === "Rang" && notification.ring[0] === dragRing
        ? taken((notification.ring[1] ?? "") as PaneId)
        : Effect.void
    ),
    Effect.forkScoped({ startImmediately: true })
  )
})
