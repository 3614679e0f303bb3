/** What the watcher's loop reacts to. All of it passes through one queue, so nothing happens at the same time. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Data } from "effect"
import type { AgentPane } from "../AgentPanes.ts"
import type { LiveMessage } from "./liveMessage.ts"

/** `paths: null` stands for any file of the folder: the watch begins to stand, or may have missed something. */
export type Signal = Data.TaggedEnum<{
  /** Files in a home itself: the prompt history and the databases. */
  HomeChanged: { readonly root: string; readonly paths: ReadonlyArray<string> | null }
  LocksChanged: { readonly root: string; readonly paths: ReadonlyArray<string> | null }
  RolloutsChanged: { readonly folder: string; readonly paths: ReadonlyArray<string> | null }
  PanesChanged: { readonly panes: ReadonlyMap<PaneId, AgentPane> }
  ProcessGone: { readonly pid: number; readonly startTime: string }
  DaemonSaid: { readonly root: string; readonly message: LiveMessage }
  DaemonLost: { readonly root: string }
  /** Something was written to the terminal of a seat whose dialog is being watched. */
  Written: { readonly pid: number }
  /** Time for something that was put off. */
  SeatDue: { readonly pid: number }
  PaneDue: { readonly paneId: PaneId }
  HomeDue: { readonly root: string; readonly what: HomeTask }
}>
export const Signal = Data.taggedEnum<Signal>()

/** What may be put off for a home: reading its databases, asking processes for their files, matching, listening. */
export type HomeTask = "stored" | "held" | "match" | "listen"
