/** What the operating system says about processes, asked only on an edge. */
import { Context, Deferred, Effect, Layer, type Option } from "effect"
import { linuxProcesses } from "./linuxProcesses.ts"
import type { Observed, ProcessSource } from "./ProcessSource.ts"
import { psProcesses } from "./psProcesses.ts"

export interface ProcessInfo {
  readonly pid: number
  readonly ppid: number
  /** The foreground process group of its terminal, -1 without one. */
  readonly foregroundGroup: number
  /** Start time in the system's own unit; with the pid it identifies a process. */
  readonly startTime: string
  /** The same in milliseconds since the epoch, right to about a second; null where the system does not tell. */
  readonly startedAt: number | null
  /** The executable's short name. */
  readonly name: string
  readonly zombie: boolean
}

/** How often processes that somebody waits for are looked at; an exit is told after half of it on average. */
export const exitCheckMillis = 400
/** A close look (5 µs instead of 1) each so many times: for those that ended and were not collected. */
const closeLookEach = 5

interface Wait {
  readonly observed: Observed
  readonly gone: Deferred.Deferred<void>
}

export class ProcessTable extends Context.Service<
  ProcessTable,
  {
    info(pid: number): Effect.Effect<Option.Option<ProcessInfo>>
    /** The pid and its ancestors, nearest first; empty where there is no such process. */
    lineage(pid: number): Effect.Effect<ReadonlyArray<number>>
    /** Completes when this process, as it is now, is gone. Many waits share one cheap check. */
    exit(pid: number, startTime: string): Effect.Effect<void>
    /** Looks at once at all processes that somebody waits for: a pane or a file of one of them has just vanished. */
    readonly checkExits: Effect.Effect<void>
    /** The environment variable of another process of this user. */
    environment(pid: number, name: string): Effect.Effect<Option.Option<string>>
  }
>()("@opensessions/runtime/processes/ProcessTable") {
  /** Over a given source; `layer` takes the platform's own. */
  static readonly layerFrom = (source: ProcessSource) =>
    Layer.effect(
      ProcessTable,
      Effect.gen(function* () {
        const scope = yield* Effect.scope
        const waits = new Set<Wait>()
        const tellGone = (isGone: (observed: Observed) => boolean) =>
          Effect.sync(() => {
            for (const { observed, gone } of waits) if (isGone(observed)) Deferred.doneUnsafe(gone, Effect.void)
          })
        const checkExits = tellGone((observed) => !observed.alive())
        const checkPresence = tellGone((observed) => !observed.present())
        let checking = false
        /** One fiber for all waits, and none while nobody waits. */
        const check = Effect.gen(function* () {
          for (let round = 1; waits.size > 0; round++) {
            yield* Effect.sleep(exitCheckMillis)
            yield* round % closeLookEach === 0 ? checkExits : checkPresence
          }
          checking = false
        })

        const begin = Effect.fnUntraced(function* (pid: number, startTime: string) {
          const wait: Wait = { observed: source.observe(pid, startTime), gone: yield* Deferred.make<void>() }
          waits.add(wait)
          if (checking) return wait
          checking = true
          yield* Effect.forkIn(check, scope)
          return wait
        })

        return ProcessTable.of({
          info: source.info,
          lineage: source.lineage,
          environment: source.environment,
          checkExits,
          exit: (pid, startTime) =>
            Effect.acquireUseRelease(
              begin(pid, startTime),
              (wait) => (wait.observed.alive() ? Deferred.await(wait.gone) : Effect.void),
              (wait) =>
                Effect.sync(() => {
                  waits.delete(wait)
                  wait.observed.close()
                })
            )
        })
      })
    )

  static readonly layer = Layer.suspend(() =>
    this.layerFrom(process.platform === "linux" ? linuxProcesses() : psProcesses)
  )
}
