/** Tells the store every change of the topology: tmux's, with what other multiplexers have. */
import { Effect, Layer, Stream } from "effect"
import { joinTopologies } from "../multiplexer/joinTopologies.ts"
import { Multiplexers } from "../multiplexer/Multiplexers.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"
import { TmuxTopology } from "../tmux/TmuxTopology.ts"

/** The first topology is in the store when this layer is built, so that what is restored next finds its sessions. */
export const topologyFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const { changes, current } = yield* TmuxTopology
    const { topologies } = yield* Multiplexers
    yield* store.apply(Fact.TopologyChanged({ topology: yield* current }))
    yield* Stream.zipLatestWith(changes, topologies, joinTopologies).pipe(
      Stream.runForEach((topology) => store.submit(Fact.TopologyChanged({ topology }))),
      Effect.forkScoped
    )
  })
)
