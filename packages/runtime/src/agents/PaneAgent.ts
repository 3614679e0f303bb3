/** What an agent without a live record supplies, and what it gets: its processes in panes, their screens, and a voice. */
import type { EvidenceSource } from "@opensessions/protocol/Agent"
import type { Effect } from "effect"
import type { ProcessTable } from "../processes/ProcessTable.ts"
import type { AgentPanes } from "./AgentPanes.ts"
import type { AgentPane } from "./AgentPane.ts"
import type { AgentProcess } from "./AgentProcess.ts"
import type { ProgramPattern } from "./findAgentProcess.ts"
import type { Knowledge } from "./statements.ts"
import type { WorkQueue } from "./workQueue.ts"

export interface PaneServices {
  readonly table: ProcessTable["Service"]
  readonly panes: AgentPanes["Service"]
}

export interface PaneWatch extends Omit<WorkQueue, "run"> {
  /** Does something in the watcher's turn after a while; once at a time for a key. */
  later(key: string, millis: number, job: Effect.Effect<void>): Effect.Effect<void>
  /**
   * Does something after the process next wrote to its terminal, and not before `pause` milliseconds from now, which is
   * asked when it wrote; once at a time.
   */
  onWrite(process: AgentProcess, pause: () => number, job: Effect.Effect<void>): Effect.Effect<void>
  /** Waits for no write any more. */
  letWrite(process: AgentProcess): Effect.Effect<void>
  /** The screen of the process' pane; null where there is none. */
  look(process: AgentProcess): Effect.Effect<ReadonlyArray<string> | null>
  /** Says what is new of the process' thread. */
  speak(process: AgentProcess): Effect.Effect<void>
  /** Searches the panes that have no process of the agent: something tells that one has just begun. */
  readonly search: Effect.Effect<void>
}

export interface PaneAgent {
  readonly agent: string
  /** Which processes in this pane are the agent. */
  readonly program: (pane: AgentPane) => ProgramPattern
  /** The sources that it speaks for. */
  readonly sources: ReadonlyArray<EvidenceSource>
  /** What is known of the thread of a process now. */
  readonly knowledge: (process: AgentProcess, now: number) => Knowledge
  /** Comes once, before any process is found. */
  readonly begun?: (watch: PaneWatch) => Effect.Effect<void>
  readonly found: (watch: PaneWatch, process: AgentProcess) => Effect.Effect<void>
  /** Its pane has another title. */
  readonly titled: (watch: PaneWatch, process: AgentProcess, before: string) => Effect.Effect<void>
  /** It is gone; its thread's end is told after this. */
  readonly gone: (watch: PaneWatch, process: AgentProcess) => Effect.Effect<void>
}
