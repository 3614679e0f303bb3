/** What the watcher's loop reacts to. All of it passes through one queue, so nothing happens at the same time. */
import { Data } from "effect"
import type { PaneId } from "@opensessions/protocol/Ids"
import type { AgentPane } from "../AgentPane.ts"
import type { ClaudePaths } from "./claudePaths.ts"

export type Signal = Data.TaggedEnum<{
  /** Read all live records: the watch stands, or notices may have been missed. */
  RecordsDue: { readonly paths: ClaudePaths }
  /** `attempt` counts readings that caught half a record. */
  RecordChanged: { readonly paths: ClaudePaths; readonly pid: number; readonly attempt: number }
  /** `paths: null`: any of the folder may have changed. */
  TranscriptsChanged: { readonly folder: string; readonly paths: ReadonlyArray<string> | null }
  HistoryChanged: { readonly paths: ClaudePaths }
  PanesChanged: { readonly panes: ReadonlyMap<PaneId, AgentPane> }
  ProcessGone: { readonly pid: number; readonly startTime: string }
  /** Time for something that was put off. */
  ThreadDue: { readonly pid: number; readonly what: Due }
  /** A pane has Claude Code in it and had the time to write its record. */
  PresenceDue: { readonly pid: number; readonly paneId: PaneId }
}>
export const Signal = Data.taggedEnum<Signal>()

/** What may be put off for a thread. */
export type Due = "words" | "ready" | "transcript" | "screen" | "record"
