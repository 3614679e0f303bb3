/** Shows in the sidebar which watchers fail: what they would say is missing. */
import { Effect, Layer, Stream } from "effect"
import { AgentWatchers } from "../agents/AgentWatchers.ts"
import type { WatcherHealth } from "../agents/WatcherHealth.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"

/** One that was started again has to hold so long before it counts as well. */
const calm = "10 seconds"

const sentence = ({ lastFailure, name }: WatcherHealth): string => `watcher ${name} failed: ${lastFailure ?? ""}`

/** Notices by watcher. What failed a moment ago and runs again is not taken back before it is `settled`. */
export const noticesOf = (
  before: ReadonlyMap<string, string>,
  health: ReadonlyArray<WatcherHealth>,
  settled: boolean
): ReadonlyMap<string, string> => {
  const failing = health.filter(({ state }) => state === "retrying").map((one) => [one.name, sentence(one)] as const)
  const kept = settled ? [] : [...before].filter(([name]) => health.some((one) => one.name === name))
  return new Map([...kept, ...failing])
}

export const watcherNotices = Layer.effectDiscard(
  Effect.gen(function* () {
    const { healthChanges } = yield* AgentWatchers
    const store = yield* SessionStore
    let shown: ReadonlyMap<string, string> = new Map()
    const show = Effect.fnUntraced(function* (health: ReadonlyArray<WatcherHealth>, settled: boolean) {
      const next = noticesOf(shown, health, settled)
      const changed = [...new Set([...shown.keys(), ...next.keys()])].filter(
        (name) => shown.get(name) !== next.get(name)
      )
      shown = next
      for (const name of changed)
        yield* store.submit(Fact.NoticeChanged({ key: `watcher ${name}`, text: next.get(name) ?? null }))
    })
    yield* healthChanges.pipe(
      Stream.switchMap((health) =>
        Stream.fromEffect(Effect.andThen(show(health, false), Effect.delay(show(health, true), calm)))
      ),
      Stream.runDrain,
      Effect.forkScoped
    )
  })
)
