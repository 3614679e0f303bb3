/** The seam to the operating system's processes: `/proc` on Linux, `ps` elsewhere. */
import type { Effect, Option } from "effect"
import type { ProcessInfo } from "./ProcessTable.ts"

/** One process under observation. */
export interface Observed {
  /** Whether its pid is still in use: one system call, asked several times a second. */
  present(): boolean
  /** Whether it is still that process, and not one that has ended and was not collected, or another with its pid. */
  alive(): boolean
  close(): void
}

export interface ProcessSource {
  info(pid: number): Effect.Effect<Option.Option<ProcessInfo>>
  lineage(pid: number): Effect.Effect<ReadonlyArray<number>>
  environment(pid: number, name: string): Effect.Effect<Option.Option<string>>
  observe(pid: number, startTime: string): Observed
}
