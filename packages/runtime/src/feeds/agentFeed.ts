/** Tells the store what the watchers say. */
import { Effect, Layer, Stream } from "effect"
import { AgentWatchers } from "../agents/AgentWatchers.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"

/**
 * What is said within this time after something else is one change of the state. What comes first is told at once: only
 * where many agents speak at a time does one wait for the others.
 */
const gatherMillis = 5

export const agentFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const { events } = yield* AgentWatchers
    yield* events.pipe(
      Stream.runForEachArray((all) =>
        Effect.andThen(store.submit(...all.map((event) => Fact.AgentSaid({ event }))), Effect.sleep(gatherMillis))
      ),
      Effect.forkScoped
    )
  })
)
