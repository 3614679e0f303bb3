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
      Stream.runForEach((event) => store.submit(Fact.AgentSaid({ event }))),
      Effect.forkScoped
    )
  })
)
