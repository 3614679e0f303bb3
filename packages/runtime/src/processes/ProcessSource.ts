/** The seam to the operating system's processes: `/proc` on Linux, `ps` elsewhere. */
import type { Effect, Option } from "effect"
import type { ProcessInfo } from "./ProcessInfo.ts"

/** `stopped`: by Ctrl-Z, most often; it does nothing until it is continued. `gone`: also while nobody has collected it. */
export type ProcessState = "running" | "stopped" | "gone"

/** One process under observation. */
export interface Observed {
  /** Whether its pid is still in use: one system call, asked several times a second. */
  present(): boolean
  /** Of that very process: another one with its pid means that it is gone. */
  state(): ProcessState
  close(): void
}

export interface ProcessSource {
  info(pid: number): Effect.Effect<Option.Option<ProcessInfo>>
  /** The time of day of a start time, as the clock says now; null where the system does not tell. */
  startedAt(startTime: string): number | null
  lineage(pid: number): Effect.Effect<ReadonlyArray<number>>
  environment(pid: number, name: string): Effect.Effect<Option.Option<string>>
  observe(pid: number, startTime: string): Observed
}
