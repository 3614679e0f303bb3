/** How wide a sidebar is in a window, and whether the window is large enough for one. */
import type { TmuxPane } from "../tmux/Topology.ts"
import type { Size } from "./arrangement.ts"

/** What a sidebar is by default, and what it never shrinks below to make room in a narrow window. */
export const defaultColumns = 26

/** The range that a person can choose from. */
export const columnsRange = { minimum: 20, maximum: 80 }

/**
 * What the content keeps beside a sidebar: 30 columns still hold a prompt and most lines of a list. Where panes stand side
 * by side each of them keeps 8, else the sidebar would crush them.
 */
export const leastContent = { columns: 30, rows: 4, paneColumns: 8 }

export const clampColumns = (columns: number): number =>
  Math.min(columnsRange.maximum, Math.max(columnsRange.minimum, Math.round(columns)))

type Abreast = Pick<TmuxPane, "top" | "height"> & Partial<Pick<TmuxPane, "floating">>

/** How many of these panes stand side by side where there are most of them. */
export const abreast = (panes: ReadonlyArray<Abreast>): number => {
  const laid = panes.filter(({ floating = false }) => !floating)
  const beside = (top: number) => laid.filter((pane) => pane.top <= top && top < pane.top + pane.height).length
  return laid.reduce((most, { top }) => Math.max(most, beside(top)), 0)
}

/**
 * The sidebar's width in a window of this size and with so many content panes abreast, a function of nothing else (S29).
 * A width above the default gives way to the content; null where even the default, or the narrower width that was chosen,
 * leaves the content too little.
 */
export const sidebarColumns = (window: Size, panesAbreast: number, chosen: number): number | null => {
  const content = Math.max(leastContent.columns, panesAbreast * (leastContent.paneColumns + 1) - 1)
  const room = window.width - 1 - content
  const least = Math.min(chosen, defaultColumns)
  if (room < least || window.height < leastContent.rows) return null
  return Math.min(chosen, room)
}
