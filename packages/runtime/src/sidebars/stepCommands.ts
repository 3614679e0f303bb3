/** The tmux commands of each step. Pure; what needs a layout gets it as tmux has it now. */
import type { PaneId, WindowId } from "@opensessions/protocol/Ids"
import { displacedOption, shared, windowNowFormat } from "../tmux/keepWidth.ts"
import { plainLayout } from "../tmux/plainLayout.ts"
import type { TmuxCommand } from "../tmux/Tmux.ts"
import { type Arrangement, withoutSidebar, withSidebar, type WindowNow } from "./arrangement.ts"
import type { Settled } from "./intendedContent.ts"
import { releaseCommands } from "./holder.ts"
import { parseLayout } from "./layoutTree.ts"
import type { LayoutPair } from "./SidebarState.ts"
import type { Place, Step } from "./Step.ts"

/** Steps that need nothing but ids. */
export type PlainStep = Exclude<Step, { _tag: "Spawn" | "Recall" | "Arrange" | "Stash" }>

/** Steps that change where a sidebar is in the layout of one window. */
export type LayoutStep = Extract<Step, { _tag: "Recall" | "Arrange" | "Stash" }>

/** What is remembered of the window of a step. */
export interface WindowMemory {
  readonly pair?: LayoutPair | undefined
  readonly settled?: Settled | undefined
  readonly displacement?: Displacement | null
}

/** Asks for `parseWindowNow`. */
export const askWindow = (windowId: WindowId): TmuxCommand => [
  "display-message",
  "-p",
  "-t",
  windowId,
  `${windowNowFormat}|#{${displacedOption}}`
]

/** tmux 3.8 goes through panes by their ids, others by their places. */
const inOrder = (places: ReadonlyArray<string>): ReadonlyArray<PaneId> =>
  places
    .map((place) => place.split(":"))
    .toSorted((a, b) => Number(a[0]) - Number(b[0]))
    .map(([, pane = ""]) => pane as PaneId)

const parseFormat = (text: string): WindowNow => {
  const [zoomed, active = "", width = "", height = "", layout = "", ...order] = text.trim().split(" ")
  return {
    layout: plainLayout(layout),
    order: inOrder(order),
    active: active === "" ? null : (active as PaneId),
    zoomedOn: zoomed === "1" ? (active as PaneId) : null,
    main: { width, height }
  }
}

const nowAndBefore = (lines: ReadonlyArray<string> | undefined) => (lines?.[0] ?? "").split("|")

/** The answer to `askWindow`. */
export const parseWindowNow = (lines: ReadonlyArray<string> | undefined): WindowNow =>
  parseFormat(nowAndBefore(lines)[0] ?? "")

/** A window whose sidebar tmux put back: as it was before that the last time and the first time. */
export interface Displacement {
  readonly last: WindowNow
  readonly first: WindowNow
}

/** Null where tmux put nothing back. Where the panes are others by now, it is as it is now. */
export const parseDisplacement = (lines: ReadonlyArray<string> | undefined): Displacement | null => {
  const [now = "", last = "", first = ""] = nowAndBefore(lines)
  if (last === "") return null
  const panes = ({ order }: WindowNow) => order.toSorted().join(" ")
  const current = parseFormat(now)
  const then = (text: string) => (panes(parseFormat(text)) === panes(current) ? parseFormat(text) : current)
  return { last: then(last), first: then(first) }
}

/** Exchanges panes until they stand in this order, which is what `select-layout` goes by. */
const reorder = (from: ReadonlyArray<PaneId>, to: ReadonlyArray<PaneId>): ReadonlyArray<TmuxCommand> => {
  const now = [...from]
  return to.flatMap((pane, i): ReadonlyArray<TmuxCommand> => {
    const other = now[i]
    const at = now.indexOf(pane)
    if (other === undefined || other === pane || at < 0) return []
    now[i] = pane
    now[at] = other
    return [["swap-pane", "-d", "-s", pane, "-t", other]]
  })
}

/** Brings a window to an arrangement; nothing where it is as arranged. */
export const arrangeCommands = (
  windowId: WindowId,
  now: Pick<WindowNow, "layout" | "order" | "active">,
  to: Arrangement
): ReadonlyArray<TmuxCommand> => {
  const swaps = reorder(now.order, to.order)
  const layout: ReadonlyArray<TmuxCommand> =
    to.layout === now.layout && swaps.length === 0 ? [] : [["select-layout", "-t", windowId, to.layout]]
  // `swap-pane -d` gives the focus to the other pane where the one that has it takes part.
  const active = to.active ?? (swaps.length > 0 ? now.active : null)
  const moved = active !== null && (swaps.length > 0 || active !== now.active)
  return [...swaps, ...layout, ...(moved ? [["select-pane", "-t", active] as const] : [])]
}

/** Brings a sidebar to its place, from wherever it is. */
export const joinCommand = (pane: PaneId, { beside, columns, side }: Place): TmuxCommand => {
  const before = side === "left" ? ["-b"] : []
  return ["join-pane", "-d", "-f", "-h", ...before, "-l", String(columns), "-s", pane, "-t", beside]
}

const arrange = (
  { place, paneId }: Extract<Step, { _tag: "Arrange" }>,
  from: WindowNow,
  { settled, displacement = null }: WindowMemory
): ReadonlyArray<TmuxCommand> => {
  const isShared = displacement === null ? [] : [shared(place.windowId)]
  const { first, last } = displacement ?? { first: from, last: from }
  const size = parseLayout(from.layout)
  const wanted = { ...place, settled, ...(size === null ? {} : { size }) }
  const to = withSidebar(last, paneId, wanted)
  // A focus that somebody has moved since is where they want it.
  const isMoved = (then: WindowNow) => then.active !== from.active
  const afterLast = isMoved(last) ? null : to?.active
  const active = afterLast ?? (isMoved(first) ? null : withSidebar(first, paneId, wanted)?.active) ?? null
  if (to !== null) return [...arrangeCommands(place.windowId, from, { ...to, active }), ...isShared]
  // Moving the pane takes the focus from it, so a sidebar that had it gets it back.
  const focus: ReadonlyArray<TmuxCommand> = from.active === paneId ? [["select-pane", "-t", paneId]] : []
  return [joinCommand(paneId, place), ...focus, ...isShared]
}

const stash = (
  { windowId, home, paneId, stash }: Extract<Step, { _tag: "Stash" }>,
  from: WindowNow,
  pair: LayoutPair | undefined
): ReadonlyArray<TmuxCommand> => {
  const away: TmuxCommand = ["break-pane", "-d", "-s", paneId, "-n", home, "-t", `${stash}:`]
  // Nothing is left to share, and whatever is meant later is not what was meant then.
  const over = shared(windowId)
  if (pair?.dressed === from.layout) return [away, ["select-layout", "-t", windowId, pair.bare], over]
  const bare = withoutSidebar(from, paneId)
  const order = from.order.filter((pane) => pane !== paneId)
  return bare === null ? [away, over] : [away, ...arrangeCommands(windowId, { ...from, order }, bare), over]
}

/** The commands of a step in a window whose layout is `from`, to be sent in one write so that nothing between is drawn. */
export const layoutCommands = (step: LayoutStep, from: WindowNow, memory: WindowMemory): ReadonlyArray<TmuxCommand> => {
  switch (step._tag) {
    case "Recall":
      // A window that shrinks pushes lines into the history, where somebody would find former frames (S100).
      return [joinCommand(step.paneId, step.place), ["clear-history", "-t", step.paneId]]
    case "Arrange":
      return arrange(step, from, memory)
    case "Stash":
      return stash(step, from, memory.pair)
  }
}

/** The commands of a step that needs no layout. */
export const plainCommands = (step: PlainStep): ReadonlyArray<TmuxCommand> => {
  switch (step._tag) {
    case "Reap":
      return [["kill-pane", "-t", step.paneId]]
    case "Release":
      return releaseCommands(step.paneId)
    case "Unlink":
      return [["unlink-window", "-t", `${step.sessionId}:${step.index}`]]
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
