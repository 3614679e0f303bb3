/** A running Claude Code process with the thread that it has open, and how far its files have been read. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { TailPosition } from "../../files/TailRead.ts"
import type { Said } from "../statements.ts"
import type { ClaudePaths } from "./claudePaths.ts"
import type { Due } from "./Signal.ts"
import type { ThreadFacts } from "./threadFacts.ts"

export interface LiveThread {
  readonly paths: ClaudePaths
  /** Start of the process: with the pid it is one process and no other. */
  readonly startTime: string
  facts: ThreadFacts
  /** What was said of it; null while nothing was. */
  said: Said | null
  /** The transcript's path once it was found. */
  path: string | null
  position: TailPosition | null
  /** The folder where the transcript is; while it was not found yet, those where it should appear. */
  folders: ReadonlyArray<string>
  /** When something was said last. */
  saidAt: number
  /** The pane that it runs in, as far as it is known. */
  paneId: PaneId | null
  /** Whether it may be told: its record says what it does, or it had the time to. */
  ready: boolean
  /** What is put off for it now. */
  readonly due: Set<Due>
}

export const newLiveThread = (paths: ClaudePaths, startTime: string, facts: ThreadFacts): LiveThread => ({
  paths,
  startTime,
  facts,
  said: null,
  path: null,
  position: null,
  folders: [],
  saidAt: 0,
  paneId: null,
  ready: !facts.recorded || facts.record.status !== null,
  due: new Set()
})
