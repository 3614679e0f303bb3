/** What is remembered of steps that were carried out. Pure. */
import type { WindowLayout, WindowNow } from "./arrangement.ts"
import { type Settled, widthIn } from "./intendedContent.ts"
import { parseLayout } from "./layoutTree.ts"
import type { LayoutPair, SidebarState } from "./SidebarState.ts"
import type { Step } from "./Step.ts"

/** A step, whether tmux did it, and its window before and after. */
export interface Done {
  readonly step: Step
  readonly ok: boolean
  readonly before: WindowLayout
  readonly after: WindowLayout & Pick<WindowNow, "active">
  /** tmux had put the sidebar back already, and has put it back again since. */
  readonly wasDisplaced?: boolean
  readonly isDisplaced?: boolean
}

/** Where the next change starts from, which may come before the next look; null where the sidebar is not in its place. */
const settledBy = ({ step, after, isDisplaced = false }: Done): Settled | null => {
  if (isDisplaced || (step._tag !== "Arrange" && step._tag !== "Recall")) return null
  const tree = parseLayout(after.layout)
  const width = tree === null ? null : widthIn(tree, { sidebar: step.paneId, side: step.place.side })
  return width === step.place.columns ? { layout: after.layout, active: after.active } : null
}

/** A window's exact way back is known as long as only we changed its layout since the sidebar came. */
const pairAfter = ({ step, ok, before, after }: Done, known: LayoutPair | undefined): LayoutPair | null => {
  if (step._tag === "Arrange" && known?.dressed === after.layout) return known
  const cameFrom = step._tag === "Arrange" ? (known?.dressed === before.layout ? known.bare : null) : before.layout
  return ok && cameFrom !== null && cameFrom !== "" && after.layout !== ""
    ? { bare: cameFrom, dressed: after.layout }
    : null
}

/** The state after these steps. */
export const noteDone = (state: SidebarState, done: ReadonlyArray<Done>): SidebarState => {
  const homes = new Map(state.homes)
  const givenAway = new Set(state.givenAway)
  const refused = new Map(state.refused)
  const tried = new Map(state.tried)
  const layouts = new Map(state.layouts)
  const settled = new Map(state.settled)
  let { hadSessions } = state
  for (const one of done) {
    const { step, ok } = one
    switch (step._tag) {
      case "Reap":
        homes.delete(step.paneId)
        break
      case "Release":
        givenAway.delete(step.paneId)
        break
      case "CloseWindow":
        for (const pane of step.sidebars) homes.delete(pane)
        break
      case "EndStash":
        hadSessions = false
        break
      case "Spawn":
      case "Recall":
      case "Arrange": {
        const { windowId, shape } = step.place
        if (step._tag !== "Arrange" && !ok) refused.set(windowId, shape)
        // What tmux took and did not do it will not do the next time either. Where the look was of another layout than
        // the step found, somebody else has done it meanwhile.
        const sawThis = !ok || (one.wasDisplaced !== true && one.before.layout === step.place.layout)
        if (step._tag === "Arrange" && sawThis && one.after.layout === one.before.layout) tried.set(windowId, shape)
        const pair = pairAfter(one, layouts.get(windowId))
        if (pair === null) layouts.delete(windowId)
        else layouts.set(windowId, pair)
        const now = settledBy(one)
        if (now !== null) settled.set(windowId, now)
        break
      }
    }
  }
  return { ...state, homes, givenAway, refused, tried, layouts, settled, hadSessions }
}
