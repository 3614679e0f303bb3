/** A process of an agent without files, and what its screen told so far. */
import type { AgentStatus } from "@opensessions/protocol/Agent"
import type { AgentProcess } from "../AgentProcess.ts"
import type { Activity } from "./activity.ts"
import type { CliAgent } from "./CliAgent.ts"

/** What is said of its thread. */
export interface Told {
  readonly status: AgentStatus
  readonly reason: string | null
  readonly detail: string
  readonly at: number
}

/** What the looks amount to. */
export interface Sight {
  /** Null where nothing is known beyond that it runs. */
  readonly told: Told | null
  /** What the rules said last; an outcome stays on the screen, and only a new one is news. */
  readonly ruled: AgentStatus | null
  /** It was at rest once: what it does at its start, a dialog included, is no turn. */
  readonly rested: boolean
  /** It worked or waited since it was at rest last. */
  readonly worked: boolean
  readonly activity: Activity | null
  /** The last screen was one that no rule knows: perhaps it was only half drawn. */
  readonly unsure: boolean
}

export const unseenSight: Sight = {
  told: null,
  ruled: null,
  rested: false,
  worked: false,
  activity: null,
  unsure: false
}

export interface LiveCli {
  readonly process: AgentProcess
  readonly agent: CliAgent
  sight: Sight
}
