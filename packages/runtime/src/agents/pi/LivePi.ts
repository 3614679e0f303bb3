/** A process of Pi with its session's file, as far as it is known, and what its screen said. */
import type { TailPosition } from "../../files/TailRead.ts"
import type { AgentProcess } from "../AgentProcess.ts"
import type { ScreenState } from "./screen.ts"
import { emptySession, type PiSession } from "./sessionState.ts"

export interface LivePi {
  readonly process: AgentProcess
  /** Where its sessions may be. */
  readonly folders: ReadonlyArray<string>
  path: string | null
  position: TailPosition | null
  session: PiSession
  /** What the last look at its screen told. */
  screen: { readonly state: ScreenState; readonly at: number } | null
  /** When its screen was looked at last, whatever it showed. */
  lookedAt: number
}

export const newLivePi = (process: AgentProcess, folders: ReadonlyArray<string>): LivePi => ({
  process,
  folders,
  path: null,
  position: null,
  session: emptySession,
  screen: null,
  lookedAt: 0
})
