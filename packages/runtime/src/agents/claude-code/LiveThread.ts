/** A running Claude Code process with the thread that it has open, and how far its files have been read. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { TailPosition } from "../../files/FileTail.ts"
import type { ClaudePaths } from "./claudePaths.ts"
import type { ThreadFacts } from "./threadFacts.ts"
import type { Said } from "./threadStatements.ts"

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
  /** The pane that it runs in, as far as it is known. */
  paneId: PaneId | null
  /** Whether it may be told: its record says what it does, or it had the time to. */
  ready: boolean
  /** Figures that can wait are due to be said. */
  due: boolean
  /** A look at its screen is due. */
  looking: boolean
}

export const newLiveThread = (paths: ClaudePaths, startTime: string, facts: ThreadFacts): LiveThread => ({
  paths,
  startTime,
  facts,
  said: null,
  path: null,
  position: null,
  paneId: null,
  ready: !facts.recorded || facts.record.status !== null,
  due: false,
  looking: false
})
