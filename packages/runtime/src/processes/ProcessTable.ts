/** What the operating system says about processes, asked only on an edge. */
import { Context, Deferred, Effect, Layer, type Option, type Stream, SubscriptionRef } from "effect"
import { linuxProcesses } from "./linuxProcesses.ts"
import type { Observed, ProcessSource } from "./ProcessSource.ts"
import { psProcesses } from "./psProcesses.ts"
import type { ProcessInfo } from "./ProcessInfo.ts"

/** How often processes that somebody waits for are looked at; an exit is told after half of it on average. */
export const exitCheckMillis = 400
/** A close look (5 µs instead of 1) each so many times: for those that ended and were not collected. */
const closeLookEach = 5

interface Wait {
  readonly pid: number
  readonly observed: Observed
  readonly gone: Deferred.Deferred<void>
}

export class ProcessTable extends Context.Service<
  ProcessTable,
  {
    info(pid: number): Effect.Effect<Option.Option<ProcessInfo>>
    /** When it was started as the clock says now, in milliseconds since the epoch: setting the clock moves it. */
    startedAt(startTime: string): number | null
    /** The pid and its ancestors, nearest first; empty where there is no such process. */
    lineage(pid: number): Effect.Effect<ReadonlyArray<number>>
    /** Completes when this process, as it is now, is gone. Many waits share one cheap check. */
    exit(pid: number, startTime: string): Effect.Effect<void>
    /** Looks at once at all processes that somebody waits for: a pane or a file of one of them has just vanished. */
    readonly checkExits: Effect.Effect<void>
    /** Those of them that are stopped or ended so, now and after each change. */
    readonly stopped: Stream.Stream<ReadonlySet<number>>
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
        const stopped = yield* SubscriptionRef.make<ReadonlySet<number>>(new Set())
        let isAnyStopped = false
        const checkExits = Effect.suspend(() => {
          const known = SubscriptionRef.getUnsafe(stopped)
          // Until one of its pid is seen running: what is killed while it is stopped did not go on before.
          const found = new Set(known)
          isAnyStopped = false
          for (const { pid, observed, gone } of waits) {
            const state = observed.state()
            if (state === "gone") Deferred.doneUnsafe(gone, Effect.void)
            if (state === "running") found.delete(pid)
            if (state !== "stopped") continue
            found.add(pid)
            isAnyStopped = true
          }
          return found.symmetricDifference(known).size === 0 ? Effect.void : SubscriptionRef.set(stopped, found)
        })
        const checkPresence = Effect.sync(() => {
          for (const { observed, gone } of waits) if (!observed.present()) Deferred.doneUnsafe(gone, Effect.void)
        })
        let checking = false
        /** One fiber for all waits, and none while nobody waits. One that is stopped may go on at any moment. */
        const check = Effect.gen(function* () {
          for (let round = 1; waits.size > 0; round++) {
            yield* Effect.sleep(exitCheckMillis)
            const isClose = round % closeLookEach === 0 || isAnyStopped
            yield* isClose ? checkExits : checkPresence
          }
          checking = false
        })

        const begin = Effect.fnUntraced(function* (pid: number, startTime: string) {
          const wait: Wait = { pid, observed: source.observe(pid, startTime), gone: yield* Deferred.make<void>() }
          waits.add(wait)
          if (checking) return wait
          checking = true
          yield* Effect.forkIn(check, scope)
          return wait
        })

        return ProcessTable.of({
          info: source.info,
          startedAt: source.startedAt,
          lineage: source.lineage,
          environment: source.environment,
          checkExits,
          stopped: SubscriptionRef.changes(stopped),
          exit: (pid, startTime) =>
            Effect.acquireUseRelease(
              begin(pid, startTime),
              (wait) => (wait.observed.state() === "gone" ? Effect.void : Deferred.await(wait.gone)),
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
