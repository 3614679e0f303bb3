/** The seam to the operating system's processes: `/proc` on Linux, `ps` elsewhere. */
import type { Effect, Option } from "effect"
import type { ProcessInfo } from "./ProcessTable.ts"

/** One process under observation. */
export interface Observed {
  /** Whether the process that was there at the beginning still lives. Cheap: it is asked several times a second. */
  alive(): boolean
  close(): void
}

export interface ProcessSource {
  info(pid: number): Effect.Effect<Option.Option<ProcessInfo>>
  lineage(pid: number): Effect.Effect<ReadonlyArray<number>>
  environment(pid: number, name: string): Effect.Effect<Option.Option<string>>
  observe(pid: number, startTime: string): Observed
}
