/** A process of OpenCode with the session that it shows, as far as both are known. */
import type { AgentProcess } from "../AgentProcess.ts"
import type { ScreenState } from "./screen.ts"
import type { SessionEnd, SessionRow } from "./SessionRecord.ts"
import type { Turn } from "./sessionState.ts"

export interface LiveSession {
  readonly process: AgentProcess
  /** Path of the database that the process uses; null where it has none in a file. */
  database: string | null
  session: SessionRow | null
  end: SessionEnd | null
  turn: Turn | null
  /** Subagents at work. */
  subagents: number
  /** What a look at the screen said of the present turn. */
  screen: { readonly state: ScreenState; readonly at: number } | null
  /** Since when only the screen can tell more; null while it needs no look. */
  doubtfulSince: number | null
  readonly left: Set<string>
}

export const newLiveSession = (process: AgentProcess): LiveSession => ({
  process,
  database: null,
  session: null,
  end: null,
  turn: null,
  subagents: 0,
  screen: null,
  doubtfulSince: null,
  left: new Set()
})
