/** What is wanted of the sidebars, and what is remembered of them between two looks at the topology. Plain data. */
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import type { Side } from "./arrangement.ts"
import type { Settled } from "./intendedContent.ts"
import { defaultColumns } from "./sidebarColumns.ts"

/** `bare` became `dressed` when the sidebar came. */
export interface LayoutPair {
  readonly bare: string
  readonly dressed: string
}

/** The focus went from a content pane to the sidebar. `at` is in milliseconds since the epoch. */
export interface Arrived {
  readonly from: PaneId
  readonly at: number
}

/** A border of a sidebar that somebody moves with the mouse. */
export interface Drag {
  readonly window: WindowId
  readonly sidebar: PaneId
  /** The window as it was before. */
  readonly before: Settled | undefined
  /** The window's size, its panes and their rows: what changes one of them is no drag. */
  readonly frame: string
  /** The sidebar's width at the last look, and when it became that. */
  readonly width: number
  readonly at: number
  /** The width was not adopted yet: nothing is put right meanwhile. */
  readonly moving: boolean
  /** What the window gives the sidebar of the width that was adopted last. */
  readonly given: number | null
}

export interface SidebarState {
  readonly visible: boolean
  /** The chosen width; a window's own follows from it by `sidebarColumns`. */
  readonly columns: number
  readonly side: Side
  /** What happens to a window that has only its sidebar left. */
  readonly lonely: "close" | "shell"
  /** Sessions that a client has been in. The others get their sidebars when one comes (S6, S103). */
  readonly visited: ReadonlySet<SessionId>
  /** Where each client is, or was before it came into the stash. */
  readonly cameFrom: ReadonlyMap<ClientName, SessionId>
  /** The window that each sidebar belongs to, also while it is in the stash or was moved elsewhere. */
  readonly homes: ReadonlyMap<PaneId, WindowId>
  /** Panes of sidebars that somebody gave another program. */
  readonly givenAway: ReadonlySet<PaneId>
  /** Windows whose sidebar somebody killed: left alone until the next show or reveal (S21). */
  readonly declined: ReadonlySet<WindowId>
  /** Windows that tmux refused a sidebar, with the shape they had then (S14). */
  readonly refused: ReadonlyMap<WindowId, string>
  /** The shapes in which tmux could not put a window's sidebar right: not tried twice (S31). */
  readonly tried: ReadonlyMap<WindowId, string>
  /** The layouts of a window without and with its sidebar as they followed from each other, for an exact way back. */
  readonly layouts: ReadonlyMap<WindowId, LayoutPair>
  /** The windows with a sidebar as they were when it was in its place, for what a change that displaces it was meant for. */
  readonly settled: ReadonlyMap<WindowId, Settled>
  /** The content panes of each window, the last active one first. */
  readonly recent: ReadonlyMap<WindowId, ReadonlyArray<PaneId>>
  /** The active pane of each window at the last look. */
  readonly actives: ReadonlyMap<WindowId, PaneId>
  /** Windows whose sidebar has the focus: the content pane that had it before, and when it went over. */
  readonly arrivals: ReadonlyMap<WindowId, Arrived>
  readonly drag: Drag | null
  /** When one of our own switches gave the focus to the sidebar of a window that its client has not come to yet. */
  readonly expected: ReadonlyMap<WindowId, number>
  /** A session of the user was seen; when there is none any more, the stash goes too (S38). */
  readonly hadSessions: boolean
  /** The window where the last command was given; it is served first. */
  readonly first: WindowId | null
}

export const initialSidebarState: SidebarState = {
  visible: false,
  columns: defaultColumns,
  side: "left",
  lonely: "close",
  visited: new Set(),
  cameFrom: new Map(),
  homes: new Map(),
  givenAway: new Set(),
  declined: new Set(),
  refused: new Map(),
  tried: new Map(),
  layouts: new Map(),
  settled: new Map(),
  recent: new Map(),
  actives: new Map(),
  arrivals: new Map(),
  drag: null,
  expected: new Map(),
  hadSessions: false,
  first: null
}
