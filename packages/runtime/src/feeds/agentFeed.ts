/** Tells the store what the watchers say. */
import { Effect, Layer, Stream } from "effect"
import { AgentWatchers } from "../agents/AgentWatchers.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"

export const agentFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const { events } = yield* AgentWatchers
    yield* events.pipe(
      // What is said together is one change of the state.
      Stream.runForEachArray((all) => store.submit(...all.map((event) => Fact.AgentSaid({ event })))),
      Effect.forkScoped
    )
  })
)
