/** An agent's process in a pane, and what was said of its thread. */
import type { AgentPane } from "./AgentPane.ts"
import type { Said } from "./statements.ts"

export interface AgentProcess {
  readonly pid: number
  /** With the pid it is one process and no other. */
  readonly startTime: string
  /** Milliseconds since the epoch, right to about a second; 0 where unknown. */
  readonly startedAt: number
  /** Its working directory, without symbolic links. */
  readonly directory: string
  /** The pid and its ancestors, nearest first. */
  readonly lineage: ReadonlyArray<number>
  /** Null once its pane is gone. */
  pane: AgentPane | null
  said: Said | null
  saidAt: number
}

/** The id of a process' thread as long as it has none that is known. */
export const provisionalThread = ({ pid, startTime }: AgentProcess): string => `process-${pid}-${startTime}`

/** The clocks of process and files differ by up to this at a start. */
export const startSlackMillis = 1_000
