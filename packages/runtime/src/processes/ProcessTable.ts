/** What the operating system says about processes, asked only on an edge. */
import { Context, type Effect, type Option } from "effect"

export interface ProcessInfo {
  readonly pid: number
  readonly ppid: number
  /** The foreground process group of its terminal, -1 without one. */
  readonly foregroundGroup: number
  /** Start time in the system's own unit; with the pid it identifies a process. */
  readonly startTime: string
  /** The executable's short name. */
  readonly name: string
  readonly zombie: boolean
}

export class ProcessTable extends Context.Service<
  ProcessTable,
  {
    info(pid: number): Effect.Effect<Option.Option<ProcessInfo>>
    /** The pid and its ancestors, nearest first; empty where there is no such process. */
    lineage(pid: number): Effect.Effect<ReadonlyArray<number>>
    /** Completes when this process, as it is now, is gone. Many waits share one cheap check. */
    exit(pid: number, startTime: string): Effect.Effect<void>
    /** The environment variable of another process of this user. */
    environment(pid: number, name: string): Effect.Effect<Option.Option<string>>
  }
>()("@opensessions/runtime/processes/ProcessTable") {}
