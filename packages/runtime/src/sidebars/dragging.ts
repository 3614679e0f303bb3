/** A real drag of a sidebar's own border: the one way besides the settings to choose its width. Pure. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { TmuxWindow, Topology } from "../tmux/Topology.ts"
import { abreast, clampColumns, sidebarColumns } from "./sidebarColumns.ts"
import type { Drag, SidebarState } from "./SidebarState.ts"

/** tmux tells when a border is taken and not when it is let go: so many milliseconds after its last move it was. */
const letGoMillis = 5000

/** A width that stays for so many milliseconds is meant. */
export const meantMillis = 300

/** What a hand that moves this border leaves as it is: the window's size, its panes in their order, their rows. */
const frameOf = ({ width, height, panes }: TmuxWindow, topology: Topology): string => {
  const rows = (id: PaneId) => {
    const pane = topology.panes.get(id)
    return pane === undefined ? id : `${id}:${pane.height}+${pane.top}`
  }
  return [`${width}x${height}`, ...panes.map(rows)].join(" ")
}

/** The drag of a border whose left or upper neighbour is `pane`; null where that is no border of a sidebar. */
export const dragOf = (state: SidebarState, topology: Topology, pane: PaneId, now: number): Drag | null => {
  const held = topology.panes.get(pane)
  const window = held === undefined ? undefined : topology.windows.get(held.windowId)
  if (held === undefined || window === undefined) return null
  const own = [...state.homes].find(([id, home]) => home === window.id && topology.panes.get(id)?.windowId === home)
  const sidebar = own === undefined ? undefined : topology.panes.get(own[0])
  if (sidebar === undefined) return null
  const isOwn = state.side === "left" ? sidebar === held : held.left + held.width + 1 === sidebar.left
  if (!isOwn) return null
  const { width, id } = sidebar
  const before = state.settled.get(window.id)
  const moving = { width, at: now, moving: true, given: null }
  return { window: window.id, sidebar: id, before, frame: frameOf(window, topology), ...moving }
}

/** The drag after another look. */
export const dragAfter = (drag: Drag | null, topology: Topology, now: number): Drag | null => {
  if (drag === null || now - drag.at > letGoMillis) return null
  const window = topology.windows.get(drag.window)
  const width = topology.panes.get(drag.sidebar)?.width
  if (window === undefined || width === undefined || window.zoomed) return null
  if (frameOf(window, topology) !== drag.frame) return null
  return width === drag.width ? drag : { ...drag, width, at: now, moving: drag.moving || width !== drag.given }
}

/** The drag when its width was adopted: what the window gives the sidebar of it is no move of a person's. */
export const adopted = (drag: Drag, topology: Topology, now: number): Drag => {
  const window = topology.windows.get(drag.window)
  const content = (window?.panes ?? []).flatMap((id) => topology.panes.get(id) ?? []).filter((pane) => !pane.sidebar)
  const given = window === undefined ? null : sidebarColumns(window, abreast(content), clampColumns(drag.width))
  return { ...drag, at: now, moving: false, given }
}
