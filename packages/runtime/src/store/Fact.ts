/** Everything that the store can be told. Facts are data; what they mean is decided in `reduce`. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import type { Progress, StatusPill, LogLine } from "@opensessions/protocol/Metadata"
import type { Git, ListeningPort, SessionFilter, SessionSort } from "@opensessions/protocol/State"
import type { InlineTheme } from "@opensessions/protocol/ThemeChoice"
import { Data } from "effect"
import type { Topology } from "../tmux/Topology.ts"
import type { Remembered } from "./Remembered.ts"

export type Fact = Data.TaggedEnum<{
  TopologyChanged: { readonly topology: Topology }
  AgentSaid: { readonly event: AgentEvent }
  /** All of the agents' processes that are stopped now; `at` in milliseconds since the epoch. */
  ProcessesStopped: { readonly pids: ReadonlySet<number>; readonly at: number }
  /** `git: null` says that the directory is in no repository. */
  GitRead: { readonly directory: string; readonly git: Git | null }
  PortsRead: { readonly ports: ReadonlyMap<PaneId, ReadonlyArray<ListeningPort>> }
  StatusSet: { readonly sessionId: SessionId; readonly status: StatusPill | null }
  ProgressSet: { readonly sessionId: SessionId; readonly progress: Progress | null }
  Logged: { readonly sessionId: SessionId; readonly line: LogLine }
  LogCleared: { readonly sessionId: SessionId }
  /** A notification: logs, and marks the session unseen. */
  Notified: { readonly sessionId: SessionId; readonly line: LogLine }
  Seen: { readonly sessionId: SessionId; readonly threadId: string | null }
  /** Somebody went to the session from a sidebar or by a key, even if they were there already. */
  Visited: { readonly sessionId: SessionId }
  VisibilityChanged: { readonly visible: boolean }
  WidthChanged: { readonly columns: number }
  ThemeChanged: { readonly theme: string }
  /** What plugins bring. */
  ThemesChanged: { readonly themes: Readonly<Record<string, InlineTheme>> }
  FilterChanged: { readonly filter: SessionFilter }
  SortChanged: { readonly sort: SessionSort }
  /** Somebody folded a group, or unfolded it. */
  GroupFolded: { readonly group: string; readonly folded: boolean }
  /** Names in displayed order, as `session-order.json` has them. */
  OrderChanged: { readonly order: ReadonlyArray<string> }
  HiddenChanged: { readonly sessionId: SessionId; readonly hidden: boolean }
  PortBound: { readonly port: number | null }
  /** `text: null` takes the notice back. */
  NoticeChanged: { readonly key: string; readonly text: string | null }
  /** Time passed: what has expired goes. */
  TimePassed: { readonly now: number }
  /** What an earlier daemon of this tmux server left. */
  Restored: { readonly remembered: Remembered }
}>
export const Fact = Data.taggedEnum<Fact>()
