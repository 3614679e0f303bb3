/** Runs the plugins: started at the start, again when they change, each by itself. */
import { cleanText } from "@opensessions/protocol/cleanText"
import { Cause, Clock, Context, Effect, Exit, FiberMap, Layer, Queue, Stream } from "effect"
import { dirname, join } from "node:path"
import { Places } from "../config/Places.ts"
import { Settings } from "../config/Settings.ts"
import { watchDirectories } from "../git/WatchedDirectories.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"
import { PluginFailed, type PluginHealth } from "./Plugin.ts"
import { PluginRunner } from "./PluginRunner.ts"
import { type PluginSource, pluginSources } from "./pluginSources.ts"

/** Delays between starts of a plugin that fails: doubled up to the longest. */
export const delays = { firstMillis: 1000, longestMillis: 300_000 } as const

/** One that ran so long is started again after the first delay. */
const calmMillis = 60_000

/** What failed is named until it has run so long: one that starts well and fails a moment later does not blink. */
const settled = "10 seconds"

/** An editor that writes in several steps is given this long. */
const quiet = "100 millis"

const longestReason = 300

/** One line that fits into a notice, whatever the plugin says of itself. */
const reasonOf = (cause: Cause.Cause<unknown>): string => {
  const error = Cause.squash(cause)
  const text = error instanceof PluginFailed ? error.reason : error instanceof Error ? error.message : String(error)
  return cleanText(text.split("\n", 1)[0] ?? "", longestReason)
}

export class Plugins extends Context.Service<
  Plugins,
  {
    readonly health: Effect.Effect<ReadonlyArray<PluginHealth>>
  }
>()("@opensessions/runtime/plugins/Plugins") {
  static readonly layer = Layer.effect(
    Plugins,
    Effect.gen(function* () {
      const { configDirectory } = yield* Places
      const runner = yield* PluginRunner
      const settings = yield* Settings
      const store = yield* SessionStore
      const fork = Effect.runForkWith(yield* Effect.context())
      const running = yield* FiberMap.make<string>()
      const stamps = new Map<string, string>()
      const records = new Map<string, PluginHealth>()
      const unsettled = new Set<string>()

      const note = Effect.fnUntraced(function* (specifier: string, change: Partial<PluginHealth>) {
        const former = records.get(specifier)
        if (former === undefined) return
        const health = { ...former, ...change }
        records.set(specifier, health)
        const { lastFailure, name, state, throttled } = health
        const failed =
          state === "retrying" || unsettled.has(specifier) ? `plugin ${name} failed: ${lastFailure ?? ""}` : null
        const text = failed ?? (throttled ? `plugin ${name} says too much and is slowed down` : null)
        yield* store.submit(Fact.NoticeChanged({ key: `plugin ${specifier}`, text }))
      })

      /** Runs one for ever: whatever ends it, defects included, is shown, and followed by another start. */
      const supervise = Effect.fnUntraced(function* (source: PluginSource) {
        const { name, specifier } = source
        const fresh: PluginHealth = { name, state: "loading", failures: 0, lastFailure: null, throttled: false }
        records.set(specifier, fresh)
        unsettled.delete(specifier)
        const settle = Effect.suspend(() => {
          unsettled.delete(specifier)
          return note(specifier, {})
        })
        const run = Effect.gen(function* () {
          const scope = yield* Effect.scope
          const news = {
            started: Effect.andThen(
              note(specifier, { state: "running" }),
              Effect.forkIn(Effect.delay(settle, settled), scope)
            ),
            throttled: (throttled: boolean) => void fork(note(specifier, { throttled }))
          }
          return yield* runner.run(source, news)
        }).pipe(Effect.scoped)
        for (let delay: number = delays.firstMillis, failures = 1; ; failures++) {
          const startedAt = yield* Clock.currentTimeMillis
          const exit = yield* Effect.exit(run)
          if ((yield* Clock.currentTimeMillis) - startedAt >= calmMillis) delay = delays.firstMillis
          const lastFailure = Exit.isFailure(exit) ? reasonOf(exit.cause) : "it has ended"
          yield* Effect.logWarning(`plugin ${name} failed, again in ${delay} ms: ${lastFailure}`)
          unsettled.add(specifier)
          yield* note(specifier, { state: "retrying", failures, lastFailure, throttled: false })
          yield* Effect.sleep(delay)
          delay = Math.min(delay * 2, delays.longestMillis)
        }
      })

      const changed = yield* Queue.sliding<void>(1)
      const watched = yield* watchDirectories(() => Queue.offerUnsafe(changed, undefined))

      const look = Effect.gen(function* () {
        const sources = yield* pluginSources(configDirectory, (yield* settings.current).plugins ?? [])
        const files = sources.flatMap(({ file }) => (file === null ? [] : [dirname(file)]))
        yield* watched.replace([...new Set([join(configDirectory, "plugins"), ...files])])
        for (const specifier of stamps.keys()) {
          if (sources.some((source) => source.specifier === specifier)) continue
          yield* FiberMap.remove(running, specifier)
          stamps.delete(specifier)
          unsettled.delete(specifier)
          yield* note(specifier, { state: "running", throttled: false })
          records.delete(specifier)
        }
        for (const source of sources) {
          if (stamps.get(source.specifier) === source.stamp) continue
          stamps.set(source.specifier, source.stamp)
          // The former one gives back what it registered before the next one registers the same.
          yield* FiberMap.remove(running, source.specifier)
          yield* FiberMap.run(running, source.specifier, supervise(source))
        }
      })

      yield* look
      const again = Stream.merge(
        Stream.fromQueue(changed),
        settings.changes.pipe(
          Stream.map(({ plugins = [] }) => plugins.join("\n")),
          Stream.changes,
          Stream.map(() => undefined)
        )
      )
      yield* again.pipe(
        Stream.runForEach(() => Effect.andThen(Effect.sleep(quiet), look)),
        Effect.forkScoped
      )

      return Plugins.of({ health: Effect.sync(() => [...records.values()]) })
    })
  )
}
