/** Everything the store knows; the state document is a projection of it. */
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import type { SessionMetadata } from "@opensessions/protocol/Metadata"
import type { Git, ListeningPort, Server, SessionFilter, SessionSort } from "@opensessions/protocol/State"
import { type Whereabouts, whereabouts } from "../agents/attribution.ts"
import type { EarlierThread } from "../agents/settle.ts"
import type { Thread } from "../agents/Thread.ts"
import type { InlineTheme } from "@opensessions/protocol/ThemeChoice"
import { emptyTopology, type Topology } from "../tmux/Topology.ts"

export interface Model {
  readonly server: Server
  /** The user's home: a session that starts there is about the directory its pane went to. */
  readonly home: string
  readonly topology: Topology
  readonly where: Whereabouts
  /** Panes that a focused client looks at now. */
  readonly watchedPanes: ReadonlySet<PaneId>
  /** Sessions that a focused client is in now. */
  readonly watchedSessions: ReadonlySet<SessionId>
  readonly threads: ReadonlyMap<string, Thread>
  readonly earlier: ReadonlyMap<string, EarlierThread>
  /** Agents' processes that are stopped. */
  readonly stopped: ReadonlySet<number>
  readonly git: ReadonlyMap<string, Git | null>
  readonly ports: ReadonlyMap<PaneId, ReadonlyArray<ListeningPort>>
  readonly metadata: ReadonlyMap<SessionId, SessionMetadata>
  /** Sessions with a notification that nobody has seen yet. */
  readonly notified: ReadonlySet<SessionId>
  readonly hidden: ReadonlySet<SessionId>
  readonly order: ReadonlyArray<string>
  readonly theme: string
  /** Those that plugins bring, by name. */
  readonly themes: Readonly<Record<string, InlineTheme>>
  readonly filter: SessionFilter
  readonly sort: SessionSort
  /** Groups that were folded last. */
  readonly collapsed: ReadonlySet<string>
  readonly width: number
  readonly visible: boolean
  readonly notices: ReadonlyMap<string, string>
}

/** What holds where nobody configured anything. */
export const defaultSettings = { theme: "catppuccin-mocha", filter: "all", sort: "order", width: 26 } as const

export const initialModel = (server: Server, home: string): Model => ({
  server,
  home,
  topology: emptyTopology,
  where: whereabouts(emptyTopology),
  watchedPanes: new Set(),
  watchedSessions: new Set(),
  threads: new Map(),
  earlier: new Map(),
  stopped: new Set(),
  git: new Map(),
  ports: new Map(),
  metadata: new Map(),
  notified: new Set(),
  hidden: new Set(),
  order: [],
  collapsed: new Set(),
  themes: {},
  ...defaultSettings,
  visible: false,
  notices: new Map()
})
