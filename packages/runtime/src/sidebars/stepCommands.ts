/** The tmux commands of each step. Pure; what needs a layout gets it as tmux has it now. */
import type { PaneId, WindowId } from "@opensessions/protocol/Ids"
import type { TmuxCommand } from "../tmux/Tmux.ts"
import { withoutSidebar, withSidebar, type WindowLayout } from "./arrangement.ts"
import type { LayoutPair } from "./SidebarState.ts"
import type { Place, Step } from "./Step.ts"

/** Steps that need nothing but ids. */
export type PlainStep = Exclude<Step, { _tag: "Spawn" | "Recall" | "Arrange" | "Stash" }>

/** Steps that change where a sidebar is in the layout of one window. */
export type LayoutStep = Extract<Step, { _tag: "Recall" | "Arrange" | "Stash" }>

/** A window as it is at the moment of a step. */
export interface WindowNow extends WindowLayout {
  /** The pane that fills the window now, null where it is not zoomed. */
  readonly zoomedOn: PaneId | null
}

/** Asks for `parseWindowNow`. */
export const askWindow = (windowId: WindowId): TmuxCommand => [
  "display-message",
  "-p",
  "-t",
  windowId,
  "#{?window_zoomed_flag,#{pane_id},-} #{window_layout} #{P:#{pane_id} }"
]

/** The answer to `askWindow`. */
export const parseWindowNow = (lines: ReadonlyArray<string> | undefined): WindowNow => {
  const [zoomed = "-", layout = "", ...order] = (lines?.[0] ?? "").trim().split(" ")
  return {
    layout,
    order: order as ReadonlyArray<string> as ReadonlyArray<PaneId>,
    zoomedOn: zoomed === "-" ? null : (zoomed as PaneId)
  }
}

const selectLayout = (windowId: WindowId, layout: string): TmuxCommand => ["select-layout", "-t", windowId, layout]

/** Brings a sidebar to its place, from wherever it is. */
export const joinCommand = (pane: PaneId, { beside, columns, side }: Place): TmuxCommand => {
  const before = side === "left" ? ["-b"] : []
  return ["join-pane", "-d", "-f", "-h", ...before, "-l", String(columns), "-s", pane, "-t", beside]
}

const arrange = (
  { place, paneId, active }: Extract<Step, { _tag: "Arrange" }>,
  from: WindowLayout
): ReadonlyArray<TmuxCommand> => {
  const layout = withSidebar(from, paneId, place)
  if (layout !== null) return layout === from.layout ? [] : [selectLayout(place.windowId, layout)]
  // Moving the pane takes the focus from it, so a sidebar that had it gets it back.
  const focus: ReadonlyArray<TmuxCommand> = active ? [["select-pane", "-t", paneId]] : []
  return [joinCommand(paneId, place), ...focus]
}

const stash = (
  { windowId, home, paneId, stash }: Extract<Step, { _tag: "Stash" }>,
  from: WindowLayout,
  pair: LayoutPair | undefined
): ReadonlyArray<TmuxCommand> => {
  const bare = pair?.dressed === from.layout ? pair.bare : withoutSidebar(from, paneId)
  const away: TmuxCommand = ["break-pane", "-d", "-s", paneId, "-n", home, "-t", `${stash}:`]
  return bare === null ? [away] : [away, selectLayout(windowId, bare)]
}

/** The commands of a step in a window whose layout is `from`, to be sent in one write so that nothing between is drawn. */
export const layoutCommands = (
  step: LayoutStep,
  from: WindowLayout,
  pair: LayoutPair | undefined
): ReadonlyArray<TmuxCommand> => {
  switch (step._tag) {
    case "Recall":
      return [joinCommand(step.paneId, step.place)]
    case "Arrange":
      return arrange(step, from)
    case "Stash":
      return stash(step, from, pair)
  }
}

/** The commands of a step that needs no layout. */
export const plainCommands = (step: PlainStep): ReadonlyArray<TmuxCommand> => {
  switch (step._tag) {
    case "Reap":
      return [["kill-pane", "-t", step.paneId]]
    case "FocusContent":
      return [["select-pane", "-t", step.paneId]]
    case "MoveClient":
      return [["switch-client", "-c", step.client, "-t", step.to]]
    case "GiveBack":
      return [[step.what.startsWith("@") ? "move-window" : "break-pane", "-d", "-s", step.what, "-t", `${step.to}:`]]
    case "CloseWindow":
      return step.sidebars.map((pane) => ["kill-pane", "-t", pane])
    case "GiveShell": {
      // The format is expanded by tmux: a path never stands in the command.
      const before = step.side === "right" ? ["-b"] : []
      return [["split-window", "-f", "-h", ...before, "-c", "#{session_path}", "-t", step.sidebar]]
    }
    case "EndStash":
      return [["kill-session", "-t", step.stash]]
  }
}
